import { Random } from '../scale/random.ts';

/**
 * Sentences as officials and newspapers write them, made by a small grammar. The words are of the grammar's own choice:
 * nothing here is taken from the lists that verifying uses. A sentence has so many free places that two of them are not
 * taken for one another.
 */
export function makeSentences(count: number, seed: number): string[] {
  const random = new Random(seed);
  const made = new Set<string>();
  while (made.size < count) made.add(sentence(random));
  return [...made];
}

/** Sentences that nobody wrote: of other frames and other subjects, so that none is a changed form of one of the above. */
export function inventSentences(count: number, seed: number): string[] {
  const random = new Random(seed);
  const made = new Set<string>();
  while (made.size < count) made.add(invention(random));
  return [...made];
}

const list = (words: string) => words.split(/\s*\|\s*/);

const PEOPLE = list(
  'Ingrid Solheim|Tomasz Wrona|Adaeze Obi|Li Qiang|Marta Vidal|Henrik Aalto|Yusuf Demir|Clara Whitlock|Chen Lihua|Oskar Brandt|Priya Nair|Dmitri Volkov|Anneke de Wit|Samuel Osei|Keiko Tanabe|Rafael Quintero|Nadia Haddad|Fergus Doyle|Zhao Meiling|Ilse Kramer',
);
const BODIES = list(
  'Northgate Telecom|the Ministry of Transport|Huawei|Ericsson|the European Commission|the Federal Communications Commission|Orbis Cable|the State Council|Lantern Systems|the Bundestag|Deutsche Telekom|the Commerce Department|Alibaba|Baltic Fibre|the High Court|the Chamber of Shipping|Tencent|Nokia|the World Bank|the Senate',
);
const PLACES = list(
  'Poland|Shenzhen|Brussels|Kenya|Rotterdam|Ohio|Vietnam|Lisbon|Guangdong|Estonia|Texas|Norway|Jakarta|Bavaria|Chile|Marseille|Tianjin|Scotland|Nevada|Ghana',
);
const ADJECTIVES = list(
  'legal|reliable|fair|stable|costly|coastal|ambitious|regional|digital|commercial|cautious|rural|secure|responsible|lawful|foreign|modest|technical|predictable|accountable|strategic|sustainable|wireless|independent|transparent|vulnerable|cheap|urgent|practical|temporary',
);
const THINGS = list(
  'cable|licence|network|shipment|harbour|antenna|contract|warehouse|satellite|port|tariff|pipeline|register|laboratory|archive|ferry|tunnel|supplier|platform|terminal|vessel|factory|software|reactor|database|customs office|railway|visa|levy|turbine',
);
const PLURALS = list(
  'operators|suppliers|cables|engineers|customers|inspectors|investors|merchants|villages|regulators|carriers|households|harbours|researchers|exporters|passengers|farmers|developers|employers|retailers|satellites|licences|contracts|factories|families|students|shipments|antennas|warehouses|importers',
);
const ABSTRACT = list(
  'competition|confidence|privacy|trade|security|defence|labour|behaviour|growth|transparency|sovereignty|investment|oversight|innovation|employment|resilience|honour|independence|pollution|inflation|demand|surveillance|encryption|congestion|safety',
);
/** Base, third person, past, participle. */
const VERBS = list(
  'approve approves approved approved|build builds built built|sell sells sold sold|protect protects protected protected|threaten threatens threatened threatened|inspect inspects inspected inspected|export exports exported exported|replace replaces replaced replaced|organise organises organised organised|choose chooses chose chosen|finance finances financed financed|control controls controlled controlled|withdraw withdraws withdrew withdrawn|steal steals stole stolen|abandon abandons abandoned abandoned|recognise recognises recognised recognised|teach teaches taught taught|monitor monitors monitored monitored|hide hides hid hidden|expand expands expanded expanded|overhaul overhauls overhauled overhauled|break breaks broke broken|seek seeks sought sought|publish publishes published published|undermine undermines undermined undermined|purchase purchases purchased purchased|defend defends defended defended|drive drives drove driven|reject rejects rejected rejected|welcome welcomes welcomed welcomed',
).map((forms) => forms.split(' ') as [string, string, string, string]);
const MODALS = list('may|will|could|should|must|can|might|would|shall');
const QUANTITIES = list('all|most|many|some|several|few|every one of the|both of the|numerous|plenty of');
const HEDGES = list('allegedly|reportedly|apparently|perhaps|probably|supposedly|clearly|presumably');
const MONTHS = list('January|February|April|June|July|September|October|November|December');
const WEEKDAYS = list('Monday|Tuesday|Wednesday|Thursday|Friday');
const NUMBERS = list('two|three|five|seven|eleven|twelve|fifteen|forty|sixty|ninety');
const MEASURES = list('days|months|kilometres|tonnes|hours|metres|votes|flights|pages|weeks');
const MANNERS = list('quietly|openly|twice|jointly|abroad|online|promptly|at sea|in silence|by decree');
const REASONS = list(
  'because the old rules had lapsed|although its rivals objected|since nobody else would pay|while the talks went on|after a storm had cut the line|before the deadline passed|so that prices stay low|despite a warning from the coastguard|as the neighbours had asked|whenever a ship runs aground',
);

function sentence(random: Random): string {
  const words = random.pick(FRAMES)(random);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`.replace(/\ba(?= [aeiou])/g, 'an');
}

const pickers = (random: Random) => ({
  person: () => random.pick(PEOPLE),
  body: () => random.pick(BODIES),
  place: () => random.pick(PLACES),
  adjective: () => random.pick(ADJECTIVES),
  thing: () => random.pick(THINGS),
  plural: () => random.pick(PLURALS),
  abstract: () => random.pick(ABSTRACT),
  verb: () => random.pick(VERBS),
  modal: () => random.pick(MODALS),
  quantity: () => random.pick(QUANTITIES),
  hedge: () => random.pick(HEDGES),
  date: () =>
    random.chance(0.5)
      ? `on ${1 + random.below(28)} ${random.pick(MONTHS)} ${2009 + random.below(16)}`
      : `in ${random.pick(MONTHS)}, on a ${random.pick(WEEKDAYS)}`,
  amount: () =>
    random.chance(0.4)
      ? `${random.pick(NUMBERS)} ${random.pick(MEASURES)}`
      : random.chance(0.5)
        ? `${13 + random.below(968)} ${random.pick(MEASURES)}`
        : `${random.pick(['$', '€'])}${2 + random.below(89)} ${random.pick(['million', 'billion'])}`,
  percent: () => `${3 + random.below(92)}${random.pick(['%', '.5%', ' per cent'])}`,
  manner: () => random.pick(MANNERS),
  reason: () => random.pick(REASONS),
});

const FRAMES: ((random: Random) => string)[] = [
  (r) => {
    const p = pickers(r);
    return `${p.body()} ${p.modal()} ${p.verb()[0]} the ${p.adjective()} ${p.thing()} in ${p.place()} ${p.reason()}`;
  },
  (r) => {
    const p = pickers(r);
    return `${p.quantity()} ${p.plural()} in ${p.place()} ${p.hedge()} ${p.verb()[2]} the ${p.thing()} of ${p.body()} within ${p.amount()}`;
  },
  (r) => {
    const p = pickers(r);
    return `according to ${p.person()}, the ${p.adjective()} ${p.thing()} is ${p.adjective()} and has ${p.verb()[3]} ${p.abstract()} for ${p.amount()}`;
  },
  (r) => {
    const p = pickers(r);
    return `the ${p.thing()} that ${p.body()} ${p.verb()[2]} ${p.date()} was ${p.adjective()}, ${p.adjective()} and ${p.hedge()} ${p.adjective()}`;
  },
  (r) => {
    const p = pickers(r);
    return `we do not believe that ${p.quantity()} ${p.adjective()} ${p.plural()} ${p.modal()} ${p.verb()[0]} ${p.abstract()} without ${p.abstract()} in ${p.place()}`;
  },
  (r) => {
    const p = pickers(r);
    return `exports from ${p.place()} fell by ${p.percent()} last year, and ${p.person()} never ${p.verb()[2]} a ${p.adjective()} ${p.thing()} ${p.manner()}`;
  },
  (r) => {
    const p = pickers(r);
    return `no ${p.thing()} of ${p.body()} ${p.modal()} be ${p.verb()[3]} ${p.manner()} unless ${p.quantity()} ${p.plural()} agree to ${p.amount()} of ${p.abstract()}`;
  },
  (r) => {
    const p = pickers(r);
    return `${p.person()} ${p.verb()[1]} every ${p.adjective()} ${p.thing()} and ${p.verb()[1]} the ${p.plural()} of ${p.place()} ${p.reason()}`;
  },
  (r) => {
    const p = pickers(r);
    return `under the agreement, ${p.body()} and ${p.body()} are to share ${p.amount()} of ${p.abstract()} with ${p.quantity()} ${p.plural()} ${p.date()}`;
  },
  (r) => {
    const p = pickers(r);
    return `it is always the ${p.adjective()} ${p.plural()} of ${p.place()} who pay for ${p.abstract()}, ${p.abstract()} and a ${p.adjective()} ${p.thing()}`;
  },
  (r) => {
    const p = pickers(r);
    return `${p.hedge()}, the ${p.plural()} had ${p.verb()[3]} a ${p.thing()} worth ${p.amount()} from ${p.person()}, who ${p.verb()[2]} it ${p.manner()}`;
  },
  (r) => {
    const p = pickers(r);
    return `if ${p.abstract()} is ${p.adjective()}, then the ${p.thing()} near ${p.place()} ${p.modal()} ${p.verb()[0]} ${p.quantity()} ${p.plural()} by ${p.percent()}`;
  },
];

function invention(random: Random): string {
  const animals = list('otters|pelicans|badgers|lizards|herons|goats|beetles|swans|camels|wolves');
  const arts = list('opera|pottery|chess|ballet|poetry|origami|cricket|juggling|calligraphy|falconry');
  const foods = list('marmalade|dumplings|chestnuts|porridge|olives|pancakes|lentils|custard|radishes|herring');
  const p = pickers(random);
  const a = () => random.pick(animals);
  const b = () => random.pick(arts);
  const c = () => random.pick(foods);
  const frames = [
    () => `my grandmother taught ${a()} to enjoy ${b()} in the gardens of ${p.place()} while eating ${c()}`,
    () => `${p.person()} once told a journalist that ${b()} had more to do with ${p.abstract()} than ${c()} ever did`,
    () => `in the museum of ${p.place()} hang portraits of ${a()} painted by ${p.person()} for a bowl of ${c()}`,
    () => `nothing in the budget of ${p.body()} explains why ${a()} receive ${c()} on public holidays`,
    () => `the choir will sing about ${c()} and ${a()} when ${p.body()} opens its school of ${b()}`,
    () => `whoever plays ${b()} with ${a()} in ${p.place()} ought to bring ${c()} and a lantern`,
    () =>
      `a spokesman for ${p.body()} declined to say whether ${a()} can be trained to prefer ${b()} over ${p.abstract()}`,
    () => `critics of ${p.person()} point out that ${p.abstract()} cannot be cooked like ${c()} or danced like ${b()}`,
  ];
  const words = random.pick(frames)();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
