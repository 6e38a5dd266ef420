import { STANCES } from '../src/claim.ts';
import type { ClaimView, TopicCount } from '../src/contract.ts';
import { claimAddress } from './address.ts';
import { BLOC_ORDER } from './parts.tsx';
import type { Viewer } from './viewer.ts';
import { BLOC_NAMES, STANCE_NAMES } from './words.ts';

/** What an editor can choose from. */
export interface Choices {
  topics: TopicCount[];
  target: string;
  /** Names of speakers that are offered; any other may be typed. */
  speakers: string[];
}

/** The labels of a claim as a form, for an editor; `queue` is where in the queue it stands. */
export function CorrectForm(
  props: { view: ClaimView; editor: NonNullable<Viewer['editor']>; queue?: number } & Choices,
) {
  const { view, editor, queue, topics, target, speakers } = props;
  const { claim } = view;
  return (
    <form class="correct-form" method="post" action={`${claimAddress(claim.id)}/corrections`}>
      <FormToken editor={editor} />
      <input type="hidden" name="seen" value={view.history.at(-1)?.id ?? ''} />
      {queue !== undefined && <input type="hidden" name="queue" value={queue} />}
      <div class="correct-fields">
        <div>
          <label for="correct-speaker">Speaker</label>
          <input
            id="correct-speaker"
            name="speaker"
            value={claim.speaker.name}
            list="correct-speakers"
            required
            data-key="e"
          />
          <datalist id="correct-speakers">
            {speakers.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </div>
        <div>
          <label for="correct-bloc">Bloc</label>
          <select id="correct-bloc" name="bloc">
            {BLOC_ORDER.map((bloc) => (
              <option key={bloc} value={bloc} selected={bloc === claim.bloc}>
                {BLOC_NAMES[bloc]}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label for="correct-stance">Stance on {target}</label>
          <select id="correct-stance" name="stance">
            {STANCES.map((stance) => (
              <option key={stance} value={stance} selected={stance === claim.stance}>
                {STANCE_NAMES[stance]}
              </option>
            ))}
          </select>
        </div>
      </div>
      <fieldset class="correct-topics">
        <legend>Topics</legend>
        <ul>
          {topics.map(({ id, name }) => (
            <li key={id}>
              <label>
                <input type="checkbox" name="topic" value={id} checked={claim.topics.includes(id)} />
                <span>{name}</span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <label for="correct-note">
        Why <span class="optional">(shown with the correction for ever)</span>
      </label>
      <input id="correct-note" name="note" maxLength={2000} />
      <p class="buttons">
        <button type="submit" name="action" value="save" data-key="s">
          Save what I changed
        </button>
        <button type="submit" name="action" value="confirm" class="second" data-key="c">
          All labels are right
        </button>
        <button type="submit" name="action" value="reject" class="second" data-key="x">
          This is no claim
        </button>
      </p>
      <p class="hint">
        Another speaker brings their own bloc, unless you choose one. A rejected claim is shown on its own page alone.
        Everything can be undone.
      </p>
    </form>
  );
}

/** Without it no form of an editor is taken. */
export function FormToken({ editor }: { editor: NonNullable<Viewer['editor']> }) {
  return <input type="hidden" name="form" value={editor.form} />;
}
