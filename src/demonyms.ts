/**
 * What the people of a country, and what is of it, are called, where the gazetteer (`world-countries`) has another form alone:
 * after the code of the country (ISO 3166-1 alpha-2).
 */
export const MORE_DEMONYMS: readonly (readonly [string, ...string[]])[] = [
  ['AR', 'Argentinian', 'Argentinians'],
  ['BA', 'Bosnian', 'Bosnians'],
  ['CZ', 'Czechs'],
  ['DK', 'Dane', 'Danes'],
  ['ES', 'Spaniard', 'Spaniards'],
  ['FI', 'Finn', 'Finns'],
  ['FR', 'Frenchman', 'Frenchwoman', 'Frenchmen'],
  ['GB', 'Briton', 'Britons', 'English', 'Englishman', 'Englishmen', 'Scot', 'Scots', 'Scottish', 'Welsh'],
  ['HK', 'Hongkonger', 'Hongkongers'],
  ['HR', 'Croat', 'Croats'],
  ['IE', 'Irishman', 'Irishmen'],
  ['IS', 'Icelandic'],
  ['KG', 'Kyrgyz'],
  ['KR', 'Korean', 'Koreans'],
  ['KZ', 'Kazakh', 'Kazakhs'],
  ['LU', 'Luxembourgish'],
  ['NL', 'Dutchman', 'Dutchmen'],
  ['PH', 'Philippine'],
  ['PL', 'Pole', 'Poles'],
  ['RS', 'Serb', 'Serbs'],
  ['SA', 'Saudi', 'Saudis'],
  ['SE', 'Swede', 'Swedes'],
  ['SI', 'Slovenian', 'Slovenians'],
  ['TJ', 'Tajik', 'Tajiks'],
  ['TR', 'Turk', 'Turks'],
  ['UZ', 'Uzbek', 'Uzbeks'],
  ['XK', 'Kosovan', 'Kosovans'],
];
