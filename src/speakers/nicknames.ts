/** Given names with their short and homely forms, a line for each: what stands on one line may be the same person. */
const SAME = `
alexander alex alec sasha aleksander alessandro
alexandra alex sandra sasha aleksandra alessandra
andrew andy drew
anthony tony antony
antonio tonio toni
barbara barb basia
benjamin ben benny
catherine cathy kate katie catharine
katherine kathy kate katie kathryn
charles charlie chuck
christopher chris
christine chris christina
daniel dan danny
david dave davy
deborah debbie deb
dennis denny
donald don donnie
dorothy dot dottie
edward ed eddie ted ned
edmund ed ned
elizabeth liz beth betsy lizzie eliza elisabeth
eugene gene
ewa ewka
francesco franco ciccio
francis frank
franklin frank
franz franzl
frederick fred freddie
friedrich fritz
geoffrey geoff
georg schorsch
george georgie
gerald gerry jerry
gregory greg
gustav gus
harold harry hal
heinrich heinz heiner
henry harry hank
ignacio nacho
isabella bella izzy
jacob jake
james jim jimmy jamie
jan janek
jeffrey jeff
jennifer jen jenny
jeremy jerry
jessica jess
joanna asia joasia
johannes hannes hans
john jack johnny jon
jonathan jon
jose pepe
joseph joe joey
josef sepp
joshua josh
judith judy
katarzyna kasia
kenneth ken kenny
lawrence larry
laurence larry
leonard len lenny
leonardo leo
louis lou louie
malgorzata gosia
manuel manolo
margaret maggie meg peggy
maria mary mariya
mary molly
matthew matt
maximilian max
michael mike mick mikey mickey
michal misiek
mikhail misha
nicholas nick nicky
nikolai kolya
pamela pam
patricia pat patty tricia
patrick pat paddy
peter pete
philip phil
phillip phil
piotr piotrek
raymond ray
rebecca becky
richard rick dick rich ricky
robert bob rob bobby robbie
ronald ron ronnie
samantha sam
samuel sam sammy
sebastian seb bastian
sergei seryozha
stanislaw stas staszek
stephen steve
steven steve
stuart stu
susan sue suzy
theodore ted teddy theo
thomas tom tommy
timothy tim
tomasz tomek
ulrich uli
valerie val
victoria vicky tori
vincent vince
vladimir volodya vova
walter walt wally
wilhelm willi
william bill will billy willy
wolfgang wolf
zbigniew zbyszek
zachary zach
`;

const lines = new Map<string, number[]>();
SAME.trim()
  .split('\n')
  .forEach((line, i) => {
    for (const name of line.split(' ')) lines.set(name, [...(lines.get(name) ?? []), i]);
  });

/** First letters of all given names for which one may stand, its own included: "Bill" is looked for under B and W. */
export function initialsOf(given: string): string[] {
  const formal = (lines.get(given) ?? []).flatMap((i) => NAMES[i]!);
  return [...new Set([given, ...formal].map((name) => name[0]!))];
}

/** Whether two given names, in lower case and without accents, may be one person's: "bill" and "william". */
export function isSameGivenName(a: string, b: string): boolean {
  return a === b || (lines.get(a) ?? []).some((line) => lines.get(b)?.includes(line));
}

const NAMES = SAME.trim()
  .split('\n')
  .map((line) => line.split(' '));
