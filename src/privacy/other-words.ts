import { wordSet } from './words.ts';

/*
 * Words with a capital that are no names of persons: written by hand, for what is typed to this bot.
 */

const CALENDAR = `maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli
  augustus september oktober november december kerst pasen pinksteren koningsdag hemelvaart sinterklaas ramadan
  weekend vandaag gisteren morgen vannacht vanavond vanmiddag vanochtend eergisteren overmorgen`;

const PLACES = `assen aa hunze borger odoorn coevorden emmen hoogeveen meppel midden drenthe noordenveld tynaarlo
  westerveld wolden dwingeloo diever havelte beilen westerbork roden peize norg vries zuidlaren eelde paterswolde
  gieten rolde borger exloo klazienaveen nieuw amsterdam schoonebeek zwartemeer barger compascuum erica ruinen ruinerwold
  zuidwolde koekange hollandscheveld nieuweroord pesse elim noordscheschut stuifzand smilde hoogersmilde hijken oosterhesselen
  sleen dalen zweeloo gees wachtum annen eext gasselte gasselternijveen nijeveen vledder frederiksoord wilhelminaoord uffelte
  groningen friesland fryslan overijssel gelderland utrecht flevoland brabant limburg zeeland holland nederland
  amsterdam rotterdam haag eindhoven tilburg almere breda nijmegen enschede haarlem arnhem zaanstad amersfoort apeldoorn
  zwolle leeuwarden heerenveen drachten hardenberg deventer hengelo almelo steenwijk ommen dedemsvaart stadskanaal
  veendam winschoten hoogezand delfzijl leek haren kampen lelystad maastricht dordrecht leiden delft den bosch ter apel
  duitsland belgie frankrijk engeland polen turkije marokko suriname syrie irak iran afghanistan somalie eritrea ethiopie
  oekraine roemenie bulgarije rusland europa spanje italie curacao aruba china vietnam indonesie gooi vecht
  nederlands nederlandse engels engelse duits duitse pools poolse turks turkse arabisch arabische marokkaans marokkaanse
  frans franse spaans syrisch syrische tigrinya somalisch oekraiens oekraiense russisch roemeens bulgaars berbers papiaments koerdisch farsi dari`;

const ORGANISATIONS = `politie agent agenten agente collega collegas brigadier wijkagent officier rechercheur meldkamer
  veilig thuis vt vtd vtdrenthe gemeente welzijn welzijnswerk maatschappelijk maatschappelijke werk werker werkers
  werkster opgroeien jeugd jeugdzorg jeugdbescherming volwassenen team teams lokaal lokale bestuur manager planner
  roosteraar coordinator regievoerder directeur bestuurder teamleider burgemeester wethouder medewerker advocaat rechter
  huisarts arts dokter ggz ggd gga raad kinderbescherming reclassering justitie openbaar ministerie leger heils
  slachtofferhulp yorneo sedna swo swm welnu vaart icare lentis jeugdteam cjg csg opvang vrouwenopvang kadera
  blijf huis ambulance brandweer ziekenhuis treant wza isala school basisschool kinderopvang peuterspeelzaal corv zsm om ind azc
  noord oost zuid coa uwv svb belastingdienst bank microsoft outlook google apple whatsapp signal facebook snapchat instagram tiktok
  marktplaats eerder erbij bot stichting vereniging halt slagersteeg bureau bureaus rechtbank hof rode kruis handle with care
  accare cosis promens ambiq interzorg noorderbreedte vnn verslavingszorg jouw onze inlichtingen meld misdaad anoniem basiseenheid`;

const OF_THE_WORK = `nieuw nieuwe vooraankondiging melding meldingen zorgmelding koppel casussen casus piket rooster
  bereikbaar agenda als help mensen persoon instellingen stop incident direct directe gevaar acuut acute spoed let op pas
  huisverbod overleg bezoek huisbezoek terugkoppeling termijn referentie dossier nummer kaart formulier kanaal bericht app
  kind kinderen kids baby peuter kleuter puber zoon zoontje dochter dochtertje vader moeder ouder ouders man vrouw mannen vrouwen jongen meisje
  broer zus opa oma oom tante partner partners ex echtgenoot echtgenote vriend vriendin stiefvader stiefmoeder buren buurman buurvrouw
  buurt gezin familie huishouden slachtoffer slachtoffers verdachte dader pleger betrokkene betrokkenen melder meldster
  getuige getuigen bezoekers bezoeker wapen wapens mes pistool vuurwapen hond honden kat agressie agressief geweld ruzie
  huiselijk huiselijke kindermishandeling mishandeling bedreiging stalking eergerelateerd alcohol drugs dronken tolk taal
  letsel gewond bloed ambulance aangehouden aanhouding aangifte verhoor cel vrijgelaten vast weg thuis buiten binnen
  woning huis flat appartement kamer keuken straat deur politiebureau zorgen zorg hulp hulpverlening hulpverlener
  contact contactgegevens gegevens telefoon telefoonnummer mail mailadres adres postcode huisnummer woonplaats bsn geboren
  geboortedatum naam achternaam voornaam leeftijd onbekend bekend geen wel ja nee niet niets mogelijk waarschijnlijk
  situatie risico veiligheid veiligheidsplan afspraak afspraken crisis nacht dag avond ochtend middag uur minuten`;

const SMALL = `aan achter al alle alleen allebei alles altijd ander andere anders bang ben beide beiden bel bellen bent
  betreft bij bijna blijft boven daar daarna daarom dan dank dat de deze die dit doe doen doet door dringend dus een eens
  eerst eerste en enkele er erg ergens even gaan gaat geachte gebeld geeft gehoord geweest gezien goed goede goedemorgen
  goedemiddag goedenavond graag grote haar had hadden hallo heb hebben heeft heel heer hem hen het hier hij hoe hoi hun hulp iemand iets ik in inmiddels
  is jullie kan kom komen komt kon kun kunnen kunt laat later leeft liefst ligt maar maken mag meer meerdere mede met mij
  mijn min moest moet moeten mogen na naar naast nader net niemand nietmand nog nogmaals nu of ok oke om omdat onder ons ook op opnieuw over paar
  plaats prima pv reeds retour rond samen sinds slaapt slaat sloeg sms snel soms spreekt staan staat steeds te tegen terug tevens tijdens toch toen tot tussen
  twee drie vier vijf zes zeven acht negen tien een tweede derde uit uw u van vanaf vanwege veel verder verzoek via voor vooral
  waar waarbij waarom waarschuwing wanneer want waren was wat we weer weet welke werd wie wij wil willen woont word worden wordt
  zag zal ze zegt zei zeer zelf zich zie zien zij zijn zit zo zoals zodra zonder zou zullen mevrouw mevr mw meneer mijnheer dhr fam
  haast groot gebruik gebruikt graag geregeld geschreeuw gevlucht gooit schreeuwt dreigt trekt vlucht huilt belt ging gingen kwam lag liep
  urgent nodig belangrijk info informatie toelichting notitie ps cc re fw aub svp dd nb ivm tav mbt omstreeks circa ca
  eerdere oudste jongste kleine oude jonge zwangere zwanger dove ernstige ernstig lichte zware verwarde rustig veilige onveilig onveilige
  ontvangen verstuurd gesloten open openstaand actie acties rapport notulen proces verbaal bijlage test testbericht
  riep sprong viel brak greep kneep stak trok duwde sloop bleef nam gaf deed hield sprak schopte vertelde wist mocht
  tel mob geb gebdat des wonen overigens blijkbaar kennelijk momenteel intussen ondertussen alweer vooralsnog wederom eigenlijk gewoon misschien vaak altijd weinig
  gisteravond gistermiddag vanmorgen zojuist onlangs recent toestemming vrijwillig verplicht meegaan ingelicht gepland plannen voorstel`;

const NOT_A_NAME: ReadonlySet<string> = wordSet(
  [CALENDAR, PLACES, ORGANISATIONS, OF_THE_WORK, SMALL].join(' '),
);

/** Ends like a thing, a place or a quality. */
const ENDS_LIKE_A_WORD =
  /(?:straat|weg|laan|plein|dijk|kade|singel|gracht|heid|ing|ingen|atie|aties|teit|dienst|zorg|team|verbod|school|kliniek|werk|werker|werkers|hulp|gemeente|politie|bureau|geweld|overleg|formulier|kaart|nummer|dag|week|maand|jaar|avond|nacht|ochtend|middag|lijk|lijke|loos|baar|isch|ische|zaam|plan|gesprek|gegevens|melder|arts|verzoek|kinderen|rechter|contact|kamer|gevaar|park|risico|nota|verslag|huis|officier|besluit|groep|netwerk|centrum|instelling)$/;

/** Also of words put together: `Midden-Drenthe`. */
export const isKnownWord = (key: string): boolean => key.split('-').every((part) => NOT_A_NAME.has(part));

/** Of a word that stands by itself, with a capital. */
export const looksLikeAWord = (key: string): boolean =>
  isKnownWord(key) || (key.length >= 6 && ENDS_LIKE_A_WORD.test(key));
