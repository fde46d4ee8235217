import { wordSet } from './words.ts';

/*
 * Where these come from: written down by hand for this project, from general knowledge of common surnames in the
 * Netherlands; not a copy of any data set. Only those that are no Dutch word, so that they are recognised by themselves
 * and in lower case. What is not here needs a capital, a title or a first name beside it.
 */
export const SURNAMES: ReadonlySet<string> = wordSet(`
  jansen janssen janssens hendriks hendriksen dijkstra hoekstra postma veenstra terpstra zijlstra boonstra bouma
  bosma wiersma wiersema miedema sikkema hofstra hoogstra feenstra fokkema hiemstra jongsma kooistra kuipers
  leenders lammers martens mulder meijer meyer meijers muller nijboer oosterhuis oosting peters pieters petersen
  pietersen postema reitsma riemersma roelofs roelofsen rietveld schouten schipper schippers scholten schuurman
  schreuder smeets smits stegeman stevens stienstra sikkens tuinstra vandijk veldman verhagen verhoeven vermeer
  vermeulen verbeek verweij visscher vissers vriesema wessels westra wiegers wierda willems willemsen wolters
  wouters ijzerman zwiers aalbers aarts adriaans albers alberts andriessen arends baars beekman berends bergsma
  bloemhof boersma boerma bolhuis bosman bruins bruinsma brouwer brouwers claassen coenen cornelissen cremers dekker
  dekkers derksen driessen elzinga evers everts faber fransen geerts gerritsen gerrits groenewoud haandrikman harms
  hermans heijnen hesling hoekman hofman hogenkamp hoogland huizinga huisman jacobs jonker joosten kamphuis kamminga
  karsten kerkhof klaassen koops kuijpers lambers lubbers luinge mensink meulenbelt mennega mulders nijhuis nijland
  nienhuis nijmeijer okken poelman reinders renkema rozema ritsema rutgers sanders scheper scheepstra schuiling
  seinen sijbring smit steenbergen strijker tammens temmink theunissen thijssen tieben veenhuis vrieling wallinga
  warringa weggemans wiltjer wubs zandstra zuidema yilmaz kaya demir sahin celik yildiz yildirim ozturk aydin
  ozdemir arslan dogan kilic aslan cetin koc kurt ozkan simsek korkmaz erdogan gunes bulut turan tekin aksoy avci
  acar keskin coskun yavuz bayrak karaca unal bouzidi benali bennani elidrissi idrissi elamrani amrani elhaddad
  haddad ouali bakkali azzouzi yousfi aziz chaouch mansouri alaoui benhaddou bouazza bouali hamdaoui belhaj elouafi
  ouahbi ziani saidi tahiri kaddouri achahbar boutaher hussain hussein khan malik ahmadi rahimi karimi hosseini
  mohammadi rezai alhassan almasri alahmad khalil nasser abdi warsame farah jama osman tesfay tekle gebremedhin
  haile kidane woldu ghebre nowak kowalski kowalska wisniewski wojcik kowalczyk kaminski lewandowski zielinski
  szymanski wozniak dabrowski kozlowski jankowski mazur krawczyk kwiatkowski piotrowski grabowski pawlowski
  nowakowski michalski adamczyk dudek popescu ionescu popov ivanov dimitrov petrov georgiev kovalenko shevchenko
  bondarenko tkachenko kravchenko horvat petrovic jovanovic nikolic markovic nguyen tran pham huynh singh kaur
  sharma ramdin ramlal ramsaran baldewsingh jagernath bihari mohan pinas pinto silva santos fernandes fernandez
  rodriguez gonzalez martina maduro tromp wijaya soekarno djojo kromodimedjo
`);
