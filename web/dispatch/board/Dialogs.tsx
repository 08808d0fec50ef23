import type { DayModel } from '../day-model.ts';
import { ChangeDialog } from './ChangeDialog.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import { EditDialog } from './EditDialog.tsx';

/** What the board asks before it changes a plan; a file of its own, see {@link BoardDialogs}. */
export default function Dialogs({ day, model }: { day: string; model: DayModel }) {
  return (
    <>
      <EditDialog model={model} />
      <ChangeDialog day={day} model={model} />
      <ConflictDialog />
    </>
  );
}
