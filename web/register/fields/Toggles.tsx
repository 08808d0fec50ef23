import classes from './Toggles.module.css';

interface Props<T extends string | number> {
  label: string;
  options: readonly { value: T; label: string; title?: string }[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}

/** Several of a few, each a button that is in or out; they keep the options' order. */
export function Toggles<T extends string | number>({ label, options, chosen, onChange }: Props<T>) {
  return (
    <div role="group" aria-label={label} className={classes.toggles}>
      {options.map((option) => {
        const isIn = chosen.includes(option.value);
        return (
          <button
            key={option.value}
            type="button"
            aria-pressed={isIn}
            title={option.title}
            onClick={() =>
              onChange(
                options
                  .map(({ value }) => value)
                  .filter((value) => (value === option.value ? !isIn : chosen.includes(value))),
              )
            }
          >
            {option.label}
          </button>
        );
      })}
    </div>
  );
}
