import { type Ref, useEffect, useRef, useState } from 'react';
import { SearchInput } from '~/ui/search-input';

interface ListSearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  ref?: Ref<HTMLInputElement>;
}

const REST_MS = 250;

/** The search of a list: asks once the typing rests, and follows the address when that changes elsewhere. */
export function ListSearchField({ label, value, onChange, ref }: ListSearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => {
    if (typed === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed;
      latest.current(typed);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <SearchInput
      ref={ref ?? null}
      label={label}
      value={typed}
      onChange={setTyped}
      className="min-w-0 grow md:w-64 md:grow-0"
    />
  );
}
