import { readFileSync, writeFileSync, readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { readHtml } from './ingest/read/html.ts';
import { markFurniture } from './ingest/read/furniture.ts';
import { findByline } from './ingest/read/byline.ts';
import { linesOf } from './ingest/read/line.ts';
const dir = '/work/shared/bench/reading/html/';
const all: string[] = [], main: string[]=[], nofig: string[] = [], parts: string[]=[];
for (const page of readdirSync(dir)) {
  const html = gunzipSync(readFileSync(dir + page)).toString('utf8');
  try {
  const d = readHtml(html); const by = findByline(linesOf(d.text,d.blocks)); const bl = markFurniture(d.text,d.blocks,by);
  const t=(f:any)=>bl.filter(f).map(b=>d.text.slice(b.start,b.end)).join('\n\n');
  all.push(JSON.stringify({page,text:d.text})); main.push(JSON.stringify({page,text:t((b:any)=>b.kind!=='furniture'&&b.kind!=='caption')})); nofig.push(JSON.stringify({page,text:t((b:any)=>b.kind!=='caption')}));
  parts.push(JSON.stringify({page,metadata:d.metadata,parts:bl.map(b=>({kind:b.kind,text:d.text.slice(b.start,b.end),path:'',classes:'',linked:0}))}));
  } catch (e:any) { console.log(page.slice(0,5), e.code, e.message, e.code?'':e.stack); }
}
writeFileSync('/tmp/all.jsonl', all.join('\n')); writeFileSync('/tmp/main.jsonl', main.join('\n'));writeFileSync('/tmp/nofig.jsonl', nofig.join('\n'));writeFileSync('/tmp/proto.jsonl', parts.join('\n'));
