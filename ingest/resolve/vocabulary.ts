/** Nouns for a person by role. They name nobody: with a name beside them they are its title, alone they are an unnamed speaker. */
export const ROLES = list(`
  minister president premier chancellor secretary commissioner ambassador senator governor mayor chairman chairwoman
  chair chairperson chief ceo cto cfo coo cio cso executive director head founder cofounder owner spokesman spokeswoman
  spokesperson spokespeople adviser advisor aide official officer analyst researcher professor expert economist journalist
  reporter editor columnist author writer lawyer attorney judge justice general admiral colonel king queen prince princess
  pope leader lawmaker representative rep sen gov congressman congresswoman congressperson diplomat envoy delegate
  strategist pollster candidate nominee manager engineer scientist historian consultant activist member undersecretary
  councillor councilor deputy vice-president legislator parliamentarian mp mep politician source person man woman observer critic
  supporter ally partner opponent investor entrepreneur businessman businesswoman scholar academic student fellow host
  blogger correspondent commentator insider employee worker staffer voter citizen resident user customer friend rival
  veteran coordinator negotiator prosecutor regulator commander soldier philosopher author co-author co-founder boss
  billionaire publisher inspector counsel treasurer speaker whip witness chef people men women voters
  mr mrs ms miss mx dr sir dame lord lady prof hon`);

/** What stands before a role and belongs to it. */
export const ROLE_MODIFIERS = list(`
  prime vice deputy senior former acting chief foreign federal executive managing general under assistant special
  associate interim outgoing incoming top leading state first late co permanent founding technology science financial
  operating information technical commercial current then ex attorney sales marketing press national security`);

/** Offices that stand after "of" or "for" in a title: "secretary of state", "minister for digital affairs". */
export const PORTFOLIOS = list(`
  state defense defence commerce treasury foreign affairs interior justice energy trade finance economy economic growth
  environment education labor labour health security homeland digital digitisation digitization technology science
  transport agriculture innovation information communications communication industry culture development housing
  staff operations policy research europe european international external internal`);

/** Groups of people that have no name of their own, in the plural. */
export const GROUPS = list(`
  officials diplomats experts analysts researchers critics observers sources economists journalists reporters lawmakers
  politicians supporters opponents voters aides advisers advisors executives scholars academics scientists engineers
  lawyers allies partners members leaders outlets companies firms carriers operators countries nations states governments
  authorities regulators organisations organizations groups agencies newspapers media investors activists advocates
  spokesmen spokeswomen spokespersons representatives senators ministers diplomats users customers citizens residents
  others some many most several few both all republicans democrats people businesses vendors suppliers firms parties
  institutions students employees workers insiders editors columnists commentators historians consultants candidates
  reports records polls polls studies surveys documents figures data networks`);

/** Words by which a government is named: "the Chinese government", "Polish authorities". */
export const GOVERNMENT = list('government authorities leadership administration regime side delegation');

/** Bodies that a person's name can stand before: "the Trump administration". */
export const BODIES = list(`
  administration campaign team government cabinet organization organisation foundation camp transition white`);

/** What a speaker brings forth. Named in place of its maker: "Pompeo's announcement", "a report by the institute". */
export const UTTERANCES = list(`
  announcement statement speech report article commentary editorial tweet post letter interview remarks remark comment
  comments website site page account study survey poll paper book document documents plan proposal pronouncement point
  argument testimony blog op-ed op opinion piece press release order memo email filing video message briefing declaration
  criticism claim answer response reply manifesto initiative warning decision call policy position view analysis essay
  column story newspaper magazine words programme program project pitch bid push`);

/** What only a state can have where a nationality stands before it: "the American position". */
export const STANDPOINTS = list('position view stance line standpoint argument answer reply response message side');

/** Definite nouns that take up something named before, by what they take up. */
export const ANAPHORS = {
  publication: list(`
    paper newspaper outlet magazine daily weekly broadcaster report commentary editorial article op-ed piece publication
    tabloid mouthpiece column essay story study`),
  company: list('company firm carrier operator vendor manufacturer supplier giant maker group conglomerate business'),
  body: list(`
    administration government department ministry commission committee council agency institute university bank
    organisation organization association union party embassy regulator authority bureau centre center court institution
    parliament senate house bloc alliance office foundation society conference congress chamber board mission consulate`),
  country: list('country nation state republic kingdom'),
  utterance: list('announcement statement speech address remarks tweet letter interview declaration'),
};

/** Words that stand in names of organisations and not in names of persons. */
export const ORGANISATION_WORDS = list(`
  ministry department university institute institution center centre commission committee council agency bank group corp
  corporation inc ltd limited company co plc gmbh ag sa llc association union party foundation office bureau times post
  news journal daily herald press network networks communication communications telecom telecommunications mobile
  technologies technology systems court parliament congress senate house embassy authority administration organization
  organisation alliance federation chamber board research academy college school society trust fund forum magazine review
  observatory watch campaign poll survey caucus coalition league club service services media television radio tv
  international global holdings partners capital ventures industries electronics semiconductor software labs lab army
  navy force police guardian telegraph tribune gazette chronicle independent register wire agency project initiative
  secretariat assembly taskforce consortium exchange airlines motors energy wireless broadband cable satellite`);

/** What ties the parts of a person's name. */
export const PARTICLES = list(
  'de da do dos das del della di van von der den bin ibn al el la le ter ten zu und y e du st',
);

export const PREPOSITIONS = list(`
  of for at from in to with by on under like about behind against near inside within into among over close familiar than
  including representing via`);

export const PRONOUNS = {
  person: list('he she him her his hers himself herself'),
  group: list('they them their theirs themselves'),
  thing: list('it its itself this that'),
  self: list('i we me us our my ours mine ourselves myself'),
  relative: list('who which whom whose that'),
};

/** Titles that stand directly before a name and make a single capitalised word one. */
export const HONORIFICS = list(
  'mr mrs ms miss mx dr sir dame lord lady prof professor president senator sen rep gov gen',
);

/** Countries where names are written with the family name first, in one of the two orders in use. */
export const FAMILY_FIRST = new Set(['CN', 'HK', 'MO', 'TW', 'KR', 'KP', 'SG', 'VN', 'HU', 'JP']);

function list(words: string): Set<string> {
  return new Set(words.trim().split(/\s+/));
}
