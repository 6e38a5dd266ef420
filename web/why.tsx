import type { ComponentChildren } from 'preact';
import type { StanceReason, TopicReason, WhyResponse } from '../src/why/contract.ts';
import { BlocName, Stance } from './parts.tsx';
import { countryName, percent } from './words.ts';

const FACTS = { entry: 'Entry in speakers.yaml', name: 'Body', affiliation: 'Speaks for', country: 'Country' } as const;

/** Why a claim has its labels: the words, names, rules, similarities and confidences behind each, folded away. */
export function Why({ why, names }: { why: WhyResponse; names: ReadonlyMap<string, string> }) {
  return (
    <section aria-labelledby="why" class="reasons">
      <h2 id="why">Why these labels</h2>
      {why.corrections.length > 0 && (
        <p>
          A person set some of them; what follows is the program’s. See <a href="#history">the corrections</a>.
        </p>
      )}
      <details>
        <summary>
          Speaker: <bdi>{why.speaker.name}</bdi>
        </summary>
        <SpeakerReason why={why} />
      </details>
      <details>
        <summary>
          Bloc: <BlocName bloc={why.bloc.bloc} />
        </summary>
        {why.bloc.facts.length === 0 && <p>Nothing that is known of the speaker places them in a bloc.</p>}
        <ul>
          {why.bloc.facts.map(({ what, value, bloc }) => (
            <li key={what}>
              {FACTS[what]}: <bdi>{what === 'country' ? countryName(value) : value}</bdi> → <BlocName bloc={bloc} />
            </li>
          ))}
        </ul>
      </details>
      {why.topics && (
        <details>
          <summary>Topics</summary>
          <ul>
            {why.topics.map((topic) => (
              <TopicPart key={topic.id} topic={topic} name={names.get(topic.id) ?? topic.id} />
            ))}
          </ul>
        </details>
      )}
      {why.stances && (
        <details>
          <summary>Stance</summary>
          {why.polarity === 'denied' && (
            <p>The speaker denies the words: the stance shown is the contrary of theirs.</p>
          )}
          {why.polarity === 'unsaid' && <p>The speaker is said not to say this: no stance is shown.</p>}
          <ul>
            {why.stances.map((stance) => (
              <StancePart key={stance.target} reason={stance} />
            ))}
          </ul>
        </details>
      )}
      {why.unexplained !== null && <p>Topics and stance cannot be explained now: {why.unexplained}</p>}
    </section>
  );
}

function SpeakerReason({ why: { speaker } }: { why: WhyResponse }) {
  if (speaker.rule === null) return <p>How the speaker was found was not kept when this document was read.</p>;
  return (
    <p>
      {speaker.mention !== null && (
        <>
          The text says <bdi>“{speaker.mention}”</bdi>.{' '}
        </>
      )}
      Rule: <bdi>{speaker.rule}</bdi>, {percent(speaker.confidence)}.
      {speaker.decidedBy !== null && (
        <>
          {' '}
          Decided by <bdi>“{speaker.decidedBy}”</bdi>.
        </>
      )}
    </p>
  );
}

function TopicPart({ topic, name }: { topic: TopicReason; name: string }) {
  const { given, probability, threshold, terms, headingTerms, similarity, nearest, words } = topic;
  return (
    <li>
      {given ? 'On' : 'Not on'} <bdi>{name}</bdi>: {percent(probability)}, given from {percent(threshold)}
      <ul>
        <Words name="Words" words={terms} />
        <Words name="Words in the heading above" words={headingTerms} />
        <li>Likeness to its definition: {similarity.toFixed(2)}</li>
        {nearest && (
          <li>
            Nearest example, {nearest.similarity.toFixed(2)}: <bdi>{nearest.text}</bdi>
          </li>
        )}
        <Words name="Telling words" words={words.map(signed)} />
      </ul>
    </li>
  );
}

function StancePart({ reason }: { reason: StanceReason }) {
  const { target, stance, confidence, threshold, terms, headingTerms, nearest, words } = reason;
  return (
    <li>
      <Stance stance={stance} target={target} /> {percent(confidence)}; a side is taken from {percent(threshold)}
      <ul>
        <Words name="Words that name it" words={terms} />
        <Words name="Words in the heading above" words={headingTerms} />
        {nearest.map(({ side, text, similarity }) => (
          <li key={text}>
            {side === 'for' ? 'For' : 'Against'}, likeness {similarity.toFixed(2)}: <bdi>{text}</bdi>
          </li>
        ))}
        <Words name="Telling words" words={words.map(signed)} />
      </ul>
    </li>
  );
}

function signed({ word, weight }: { word: string; weight: number }): string {
  return `${word} (${weight > 0 ? '+' : '−'}${Math.abs(weight).toFixed(2)})`;
}

function Words({ name, words }: { name: ComponentChildren; words: readonly string[] }) {
  if (words.length === 0) return null;
  return (
    <li>
      {name}: <bdi>{words.join(', ')}</bdi>
    </li>
  );
}
