/** Text in the two languages of the product. */
export interface Label {
  readonly fa: string;
  readonly en: string;
}

export interface Choice {
  readonly value: string;
  readonly label: Label;
  /** Meaning of the chip's colour on the screen. */
  readonly tone?: 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | 'information';
  /** Kept for records that have it, and no longer offered. */
  readonly retired?: boolean;
}

export type FieldTypeName =
  | 'text'
  | 'longText'
  | 'integer'
  | 'decimal'
  | 'percent'
  | 'money'
  | 'date'
  | 'instant'
  | 'choice'
  | 'multiChoice'
  | 'boolean'
  | 'link'
  | 'links'
  | 'about'
  | 'phone'
  | 'email'
  | 'url'
  | 'nationalId'
  | 'legalId'
  | 'postalCode'
  | 'tags'
  | 'json';

/** What a declaration may say of its field. Everything but the label is optional. */
export interface FieldOptions extends Label {
  readonly required?: boolean;
  /** Set by the product, not by callers: an input that names it is refused. */
  readonly readonly?: boolean;
  /** An import of old data may set it although it is readonly (how and when a closed opportunity ended). */
  readonly importable?: boolean;
  /** An undo gives it its old value back although it is readonly (the state that an action set). */
  readonly restorable?: boolean;
  /** Part of the search column of its type. */
  readonly search?: boolean;
  /** Has an index for keyset sorting. */
  readonly sort?: boolean;
  /** Two visible records may not share its value. */
  readonly unique?: boolean;
  readonly default?: unknown;
  /** Characters of a text, or the greatest number. */
  readonly max?: number;
  readonly min?: number;
  /** Digits after the point that a number may have. */
  readonly decimals?: number;
  /** Fields of the same type that its value is made of: whoever may not read one of them may not read it either. */
  readonly madeOf?: readonly string[];
  /** Heading under which forms and the record page show it. */
  readonly group?: string;
  readonly help?: Label;
  /** Database column, when it isn't the field's name in snake_case. */
  readonly column?: string;
  /** Has no column: a rule or a service reads and writes it. */
  readonly virtual?: boolean;
  /** Never leaves the server (password hashes). */
  readonly secret?: boolean;
  /** Accepted and never shown: the rules of the type take it out of the record and keep it elsewhere. */
  readonly writeOnly?: boolean;
}

/** What a field that the company has added is beyond its type. */
export interface CustomTrait {
  /** Id of its definition. */
  readonly id: string;
  /** Name within `custom`. */
  readonly name: string;
  /** What it was made as: `rating` and `file` are an integer and a link to the rest of the product. */
  readonly kind: string;
  /** Condition in the filter language under which forms show it and it may be required. */
  readonly visibleWhen?: unknown;
  /** Expression that its value is calculated from. */
  readonly formula?: unknown;
}

/** One field of one record type: the single source for column, validation, API document, filter, form and import. */
export interface FieldDefinition extends FieldOptions {
  readonly name: string;
  readonly type: FieldTypeName;
  readonly column: string;
  readonly choices?: readonly Choice[];
  /** Record type that a link points to. */
  readonly target?: string;
  /** Of a field that the company has added: its definition. Its name is `custom.` and the short name. */
  readonly custom?: CustomTrait;
  /** A standard field that every record carries. */
  readonly standard?: boolean;
}
