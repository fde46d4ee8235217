/** Made up of names that are on no list of src/privacy: test/privacy/measured.test.ts sees to it. */
export const UNLISTED_FIRST =
  `Aurelija Baltasar Chidinma Dzenana Eirik Fjolla Gintaras Hakon Ikechukwu Jadranko Kwabena Liudmila
  Mbali Nkechi Ozias Pirkko Qendrim Rasmus Sigfrida Tendai Uchenna Vytautas Wanjiru Xhevdet Yohanis Zlatko Ademir Blerta
  Caoimhe Drilon Evaristo Folasade Gwendal Hyacinth Isaura Jorn-Ove Kasimir Lucrezia Marvellous Nthabiseng`
    .trim()
    .split(/\s+/);

export const UNLISTED_LAST =
  `Okonkwo Berisha Lindqvist Papadakis Mavrogiannis Tshabalala Zupancic Halvorsen Oyelaran Quispe
  Vandamme Schimmelpenninck Brouwershaven Wolthekker Kloosterziel Dubbeldam Haverkort Kazlauskas Gashi Krasniqi
  Ogunleye Abimbola Mwangi Stankovski Bellincioni Uytdehaage Zegerius Roosjen Tjabbes Wieringa`
    .trim()
    .split(/\s+/);
