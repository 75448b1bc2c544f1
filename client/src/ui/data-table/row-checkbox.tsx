interface RowCheckboxProps {
  label: string;
  isSelected: boolean;
  isIndeterminate?: boolean;
  onChange: () => void;
}

/** The box that selects a row: the browser's own, because a list draws many of them. */
export function RowCheckbox({ label, isSelected, isIndeterminate = false, onChange }: RowCheckboxProps) {
  return (
    <label className="grid size-7 cursor-pointer place-items-center">
      <span className="sr-only">{label}</span>
      <input
        type="checkbox"
        tabIndex={-1}
        checked={isSelected}
        ref={(box) => {
          if (box) box.indeterminate = isIndeterminate;
        }}
        onChange={onChange}
        className="size-4 cursor-pointer accent-accent"
      />
    </label>
  );
}
