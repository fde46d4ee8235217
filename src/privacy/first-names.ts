import { wordSet } from './words.ts';

/*
 * Where these come from: written down by hand for this project, from general knowledge of which first names are common
 * in the Netherlands (of every generation) and among people with family in Turkey, Morocco, Suriname, the Caribbean,
 * Syria, Iraq, Iran, Afghanistan, Somalia, Eritrea, Ethiopia, Poland, the Balkans, Ukraine, Indonesia, China and Vietnam.
 * It is a list of names, not of people, and not a copy of any data set; in particular not of the list of
 * @faker-js/faker that the tests draw from. It can never be complete: docs/privacy.md measures names that are not on it.
 * Lower case, without diacritics.
 */

/** No Dutch word, so also recognised in lower case. */
export const FIRST_NAMES: ReadonlySet<string> = wordSet(`
  aafke aaltje abe abel ad adriaan adriana agnes albert alex alexander alexandra alfred alice alida alie amy andre
  andrea andries angela angelique anita anja anke anna anne anneke annelies annemarie annemieke annet annette annie
  anouk antje anton antoinette antonia antonius antoon arend arie arjan arjen arno arnold arthur astrid atie auke
  barbara barend bart bas bastiaan beatrix bep bernadette bernard bert bertha berend betty bianca bjorn boudewijn
  bram brechtje brenda brigitte britt bruno caroline carla carlijn carmen carolien casper cees celine chantal
  charlotte chris christa christel christiaan christina christine cindy claire claudia coen conny cora coert corine
  cornelia cornelis corrie daan damian daniel danielle danny daphne dave david debbie debora demi denise dennis
  diana dick diede diederik dieuwke dinand dineke dirk dominique dorien doris dorothea douwe dries eddy edith eduard
  edward edwin eelco eelke eefje egbert eline elisa elisabeth elise elize ella ellen elly elsa elsbeth emiel
  emiliano emilie emily emma emmy eric erik erica erika erna ernst erwin esmee estelle esther etienne eva evelien
  evelyn evert evy fabian fabienne famke felix femke femme feike fenna ferdinand ferry fiona fleur floortje floris
  folkert francien francis francisca frank frans franciscus fred freddy frederik freek freerk frits froukje gabriel
  gabrielle geert geertje geertruida gemma geoffrey gerard gerardus gerben gerda gerhard gerrie gerrit gerritje
  gerry gert gertjan gertrud gertruda giel gijs gijsbert gilbert ginny gineke godfried govert greet greetje greta
  griet guus guusje hanna hannah hanneke hannie hans harald harm harmen harold harrie harry hedwig heidi hein heleen
  helena helga henk hendrik hendrika hendrikje hennie henny henri henriette herma herman hermanus hermien hessel
  hester hetty hidde hielke hilda hilde hiske hubert hugo huib hubertus ida ies igor ilona ilse imke ineke inge
  ingeborg ingrid irene irma isa isabel isabella isabelle isis ivo jaap jacco jack jackie jacob jacoba jacobus
  jacqueline jaimy jakob james jamie janet janna janneke jannie janny jannes jannet jantine jantje janine jarno
  jasmijn jasper jeanette jeannette jelle jelmer jenneke jennifer jenny jens jeremy jeroen jesse jessica jette
  jetske jill jildou jim jimmy jitske joan joanna joanne jochem joep joey johan johanna johannes john jojanneke joke
  jolanda jolien jonas jonathan jop joran jordy jorien joris jorrit jos jose josephine josien joshua jouke joyce
  jozef juan judith juliette julia julian juliana julie julius jurgen jurre jurriaan justin karel karen karin
  karlijn kars kasper katja katrien kees kelly kelvin kenneth kevin kim kimberly kirsten klaartje klaas klaasje koen
  koenraad koos krijn kristel kyra laila lammert lara lars laura laurens lauren laurien leah leendert lena lenie
  leon leonard leonie leontien leo lianne lidia lidwien liesbeth lieke liam lilian lily linda lindsay linsey lisa
  lisanne lisette liza loes lotte lotje louisa louise louis luca lucas lucia lucie luciano luka lukas luna lydia
  lynn maaike maarten maartje machiel madelief madelon mandy manon manuel marc marcel marcella marco margo margot
  margreet margriet maria marian marianne marie marieke marielle mariette marije marijke marijn marika marilyn
  marina marinus mario marion marisa marissa marit marita marjan marjolein marjolijn marjon marlies marloes marleen
  marsha martha martijn martin martina martine marvin mary mathijs matthijs mattijs mathilde matthew maud maureen
  maurice maurits maxim maxime meike meindert melanie melissa melle melvin menno merel mia michael michel michelle
  michiel micha mieke miep mies mike milan mila milou milo minke miranda miriam mirjam mirte mirthe mitchell monica
  monique morris myrthe nadia nadine naomi natalie natascha nathalie nathan neeltje nicky nico nicolaas nicole
  nicolette niek niels nienke nina noa noah nora noortje norbert olaf oliver olivia onno oscar otto pamela pascal
  patrick patricia paul paula paulien pauline peter petra petronella petrus philip piet pieter pietje pietertje pim
  pleun quinten rachel rachid ralf ralph ramon raoul raymond rebecca regina reinder reinier rejanne remco rembrandt
  remy rene renate renee renske rianne ria ricardo richard rik riemer rienk rien rinus rita robbert robbie robert
  roberta roel roeland roelof roelien roger roland rolf romy ronald ronnie rosalie rosanne rowan roxanne ruben rudi
  rudolf rudy ruth ruud ruurd ryan sabine sabrina samantha samuel sander sandra sanne sara sarah sarina saskia
  sebastiaan sebastian selina serge shannon sharon shirley sietske sigrid silvia simon simone sjaak sjef sjoerd
  sjoukje sofie sonja sophie sophia stefan stefanie steffie stephan stephanie steven stijn suus susan susanne suzan
  suzanne sven sybren sylvana sylvia tamara tanja tara teddy teunis thea theo theodor theodorus theresa thijmen
  thijs thirza thom thomas tijmen tijn tim timo tineke tjalling tjeerd tjerk tobias tom tonnie tonny toos tristan
  trijntje truus tycho valerie vanessa vera veerle veronica victor vince vincent viola violet virginia vivian walter
  wanda wendy werner wesley wessel wiebe wieke wilco wilfred wilhelmina wilhelm willeke willem willemien willemijn
  wilma wim winston wietske wieger wouter wubbo wytze xander yannick yara yasmin yolanda yorick yvette yvon yvonne
  zita zoe abdelhamid abdelkader abdellah abderrahim abdul abdulaziz abdulkadir abdullah abdulrahman abderrahman
  achraf adam adnan ahlam ahmad ahmed ahmet aicha aisha ajay akram alaa alae ali alican alper amar amin amine
  aminata amira amir ammar amna anass anas anwar arda arif arash arjun arman asif asma asiya aslan asli assia atakan
  attila ayaan ayan aya ayhan ayla ayman ayoub aysegul aysel aysenur ayse aysun aziz aziza azra bader badr baran
  baris bashir basma batuhan bayram beyza beyzanur bilal bilel bouchra brahim burak burcu busra cagla canan cem
  cemal cemil cengiz ceren ceyda chadia chaima chakib cihan damla dalal dawit dilan dilara djamila donya driss
  dounia ebru ecrin efe elham elif emine emir emrah emre enes ercan erdal erdem eren ersin ertugrul esma esra eymen
  ezgi fadi fadila fadma faiza farah fares farid farida faruk fatiha fatih fatima fatma fatmata fatoumata faysal
  ferhat fevzi fikret filiz firat fouad furkan gamze ghizlane gizem gokhan gulay gulcan gulsen gulsum habiba hadi
  hafid hafida hakan hakim halil halima hamid hamida hamza hanan hanane hande haoua harun hasan hasna hassan hassna
  hatice hayat hicham houda houssam hussein huseyin husniye ibrahim ibtissam idil idris ihsan ikram ilayda ilhan
  ilham ilias ilyas imad imane imran inas inaya ines irem ishak isra ismael ismail ismahan jaafar jabir jalal jamal
  jamila jawad kadir kaan kamal kamil karim karima kawtar kemal kenan kerem khadija khadra khalid khaled khalil
  kubra kursat lale lamia latifa layla leila leyla loubna lubna machmoud mahmoud mahmut mahdi majid malak malika
  mariam mariama maryam marouan marwa marwan mehdi mehmet meryem meral merve mesut metin milad moad mohamad mohamed
  mohammad mohammed mohamud mounir mounia mourad muhammad muhammed muhammet mukhtar murat mustafa mustapha nabil
  nabila nadir naima najat najib nasim nasir nasra nassim nawal nazan nazli necla nermin nesrin nevin nihal nisa
  nisrine nizar noura noureddine nourdin nurcan nuray nurgul nursel okan omar omer onur orhan osama osman ouafa
  oussama ozan ozge ozgur ozlem rabia rachida rafik rahma rahima rajae ramazan rami ramin rania rashid rasha redouan
  recep reyhan reza riad rida riyad ruken rukiye saad sabah sabri sadia safa safiya saida salah salem salim salima
  salma salman saloua samet samia samir samira samy sanaa sedat seda selim selin selma selman semih semra serap
  serdar serhat serkan sevda sevgi sevil seyda shahid shirin shukri siham sibel sinan sirin soufian soufiane soumaya
  souad sukru suleyman sumaya sumeyye taha tahar tarik tarek tayfun tolga touria tugba tugce tulay turgut ugur umit
  usman vedat volkan wafa wahid wail walid wassim yahya yakup yasemin yasin yasir yasmina yassin yassine yavuz yeliz
  younes younous yousef youssef youssra yunus yusuf yusra zahra zakaria zainab zaynab zehra zekeriya zeliha zeynep
  zeki ziad zineb zohra zouhair zuhal zubeyde abebe abeba abraha aster bereket berhane binyam biniam dahir dawoud
  eden ephrem eyob fikru filmon freweini ghirmay habtom hirut hodan kidane kibrom letebrhan liban merhawi meron
  mulugeta mussie natnael rahel robel samrawit semhar senait selam solomon tedros tesfay tesfaye tsegay warsame
  yafet yonas yohannes zerai abdi abdirahman abdikarim faduma fardowsa farhan hibo ifrah leylo maryan nimco safiyo
  sahra ubah yasmiin agata agnieszka aleksander aleksandra andrzej aneta anetta bartosz bartlomiej beata bogdan
  bogumila boguslaw bozena czeslaw danuta dariusz dawid dominik dorota edyta elzbieta ewa ewelina filip franciszek
  grazyna grzegorz halina henryk irena iwona izabela jacek jadwiga jakub janusz jaroslaw jerzy jolanta justyna
  kacper kamila karol karolina katarzyna kazimierz kinga klaudia krystian krystyna krzysztof leszek lukasz maciej
  magda magdalena malgorzata marcin marek mariola mariusz marta marzena mateusz michal mieczyslaw miroslaw monika
  natalia nikola oliwia patrycja pawel piotr przemyslaw radoslaw rafal renata ryszard slawomir stanislaw sylwia
  szymon tadeusz teresa tomasz urszula waldemar weronika wieslaw wieslawa wiktor wiktoria witold wojciech zbigniew
  zdzislaw zofia zuzanna aleksandar aleksei alexei alina alla anastasia anatoli andrei andrej andrii anzhela artem
  boris borys bojan branko danylo denis dmitri dmytro dragan dusan ekaterina elena emil galina georgi georgiana
  gheorghe goran halyna hristo iana ilie ioana ionut iryna ivan ivana jelena jovan kateryna katerina ksenia larisa
  lesya ljubica lyudmyla maksym margarita marko mihai mihaela mikhail milena mirjana mirela mykola nadezhda nataliia
  natasha nikita nikolai nikolay oksana oleg oleh oleksandr oleksii olena olga olha pavel petar petro plamen radu
  raluca razvan ruslan serhii sergei sergiu serhiy slavica slobodan snezana stanislav stefka stoyan svetlana
  svitlana taras tatiana tatyana tetiana todor vadim valentina valentyna valeriu vasile vasyl vesna viktor viktoriia
  viorica vitalii vlad vladimir volodymyr yana yaroslav yevhen yulia yuliia yuriy zoran aditya agung agus aliyah
  anand anh anil anjali anushka arya ashwin binh budi chandni chen cheng chiara cuong dewi dharmesh diego dung duc
  edson eduardo enrique estefania fernanda fernando francesca francesco gaurav giovanni giulia giovanna guillermo
  harsha hiroshi hoang hung huong indra isaac jayden jayson jair javier jeffrey jerrel joao joaquin jorge josue
  jurmain kaya kiran kishan kumar lakshmi linh lorenzo luigi luis luz manoj marisol mateo matteo miguel mingxi minh
  mohan murali naveen ngoc nguyen nilesh olivier pablo pedro phuong pradeep prakash pranav priya radha rajesh rajiv
  ravi rahul rishi rohan roshan roshni rupesh sandesh sandeep sanjay santiago shanti shailesh shreya siti sunil
  sunita suresh thanh thao thuy tuan usha vijay vikram vishal wayan xiao xiaoling xin ying zhang zhen chaya delano
  dwight errol furgil glenn gregory humphrey iwan jermaine kendrick lloyd ludwig marlon mavis orlando patrica quincy
  raywin rinaldo rodney romeo rudolph ruthmila shanice sharida shermaine shurandy sherwin stacey tyrone urny ulrich
  wensley wilfredo winfried xiomara xavier zulaika ashley brandon brian bryan cheyenne chelsea dylan destiny ethan
  jaden jason jessy kayleigh kaylee keano levi logan lucy madison megan mason naomy nikki owen rayan rayen riley
  savannah scott sean sem senna shaun stacy tessa tygo tyler zayn boaz fedde feline fenne jayce jip jolie lenn lieve
  livia loïs lova luuk maeve mae meie nola norah novi otis philou pepijn pippa rosie saar sef siem stef suze teuntje
  vigo yfke ymke yuna zara zeb zenn zina
`);

/** Dutch words too: a name only with a capital inside a sentence, or beside another part of a name. */
export const FIRST_NAMES_THAT_ARE_WORDS: ReadonlySet<string> = wordSet(`
  amber an ans april anker ben bo bob boy can deniz don door ege elk elke faith fien floor fay fee gun gul hilal
  hoop ion iris jade jan jet job jo joost joy juf just kai kas ken kick lan leen lente lien lies lin linde liv
  lot luc lux mark mats max mees mien mo moos nick noor nova pien pip puck quint reda rein rens rick riet rob
  robin roos rosa rose roy salam sami sam saba said sil sky son stan star steen sterre storm sultana sana teun tess
  ties tiny toon ton tony umut vos vic wei wende wies wil wout wolf yan yu zon dion dina lia lina lize hind hiba
  adil mert eco eko ece amal amina hala bao mara soraya esperanza rosario jesus roman victoria florin
`);
