/**
 * What a rule or a service answers. An expected failure is a value with a code, never an exception;
 * the code is mapped once to an HTTP status and to text in the reader's language.
 * `field` names the form field at fault, `fields` several of them with the key of what to say of each; `data` fills the places in
 * the message. `unmet`: what stands in the way, one by one: of which organization, which condition (`eligibility.says` and `.cure`), since
 * when (a day).
 */
export type Refusal = {
  code: string
  field?: string
  fields?: Readonly<Record<string, string>>
  data?: Record<string, string | number>
  unmet?: readonly {
    who: string
    code: string
    since: string | null
    values: Readonly<Record<string, string | number>>
  }[]
}

export type Outcome<T extends object = object> = ({ ok: true } & T) | { ok: false; refusal: Refusal }

export function ok(): { ok: true }
export function ok<T extends object>(value: T): { ok: true } & T
export function ok(value: object = {}): { ok: true } {
  return { ...value, ok: true }
}

export const refuse = (code: string, detail: Omit<Refusal, 'code'> = {}): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, ...detail },
})
