import type { NamedRecords } from './use-wording.ts';
import type { Field } from './field.ts';
import type { Wording } from './value-text.ts';
import { AmountsEditor } from './AmountsEditor.tsx';
import { BreaksEditor } from './BreaksEditor.tsx';
import { ChoiceEditor } from './ChoiceEditor.tsx';
import { OtherDaysEditor } from './OtherDaysEditor.tsx';
import { PointStreamsEditor } from './PointStreamsEditor.tsx';
import { StreamsEditor } from './StreamsEditor.tsx';
import { TypedEditor } from './TypedEditor.tsx';
import { WeekdaysEditor } from './WeekdaysEditor.tsx';

export interface EditorProps<F extends Field = Field> {
  readonly field: F;
  readonly label: string;
  readonly value: unknown;
  readonly wording: Wording;
  readonly named: NamedRecords;
  /** What is wrong with the value, told beside it. */
  readonly fault?: string | undefined;
  /** In place of a cell: takes the focus, and is left with Escape. Else it is a part of a form. */
  readonly isCell: boolean;
  /** The value is meant: left, confirmed with Enter, or chosen. */
  readonly onCommit: (value: unknown) => void;
  readonly onCancel: () => void;
}

/** What a field of any kind is edited with. */
export function FieldEditor(props: EditorProps) {
  const { field } = props;
  switch (field.kind) {
    case 'choice':
    case 'reference':
    case 'flag':
      return <ChoiceEditor {...props} />;
    case 'streams':
      return <StreamsEditor {...props} />;
    case 'weekdays':
      return <WeekdaysEditor {...props} />;
    case 'point-streams':
      return <PointStreamsEditor {...props} />;
    case 'collection-days':
      return <OtherDaysEditor {...props} />;
    case 'amounts':
      return <AmountsEditor {...props} />;
    case 'breaks':
      return <BreaksEditor {...props} />;
    default:
      return <TypedEditor {...props} />;
  }
}
