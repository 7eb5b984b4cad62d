import { useActionData } from '@remix-run/react'
import { isFormReply } from '#app/http/form-reply.ts'
import type { Refusal } from '#app/domain/shared/outcome.ts'

type Tree = { readonly [key: string]: unknown }

export type FormState = {
  intent: string
  /** Which of several like forms on the page this is: its fields have ids of their own. */
  row?: string | undefined
  /** What the field shows: what was typed when the form came back, else what is stored. `name` as in milestones[0].title. */
  value(name: string): string
  errors(name: string): readonly string[]
  /** How many rows a repeating part shows. */
  rows(name: string): number
  allErrors: readonly { name: string; codes: readonly string[] }[]
  refusal: Refusal | undefined
  wasRefused: boolean
}

/** The state of one form on the page: `intent` names it, `initial` is what is stored. */
export function useFormState(intent: string, initial: Tree = {}): FormState {
  const data = useActionData()
  const reply = isFormReply(data) && data.intent === intent ? data : undefined
  const values = reply?.values ?? initial
  return {
    intent,
    value: (name) => {
      const value = at(values, name)
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? String(value) : ''
    },
    errors: (name) => reply?.errors[name] ?? [],
    rows: (name) => {
      const value = at(values, name)
      return Array.isArray(value) ? value.length : 0
    },
    allErrors: Object.entries(reply?.errors ?? {}).map(([name, codes]) => ({ name, codes })),
    refusal: reply?.refusal,
    wasRefused: reply !== undefined && (reply.refusal !== undefined || Object.keys(reply.errors).length > 0),
  }
}

/** `milestones[0].title` inside nested values. */
function at(values: Tree, name: string): unknown {
  let here: unknown = values
  for (const key of name.split(/[.[\]]+/).filter(Boolean)) {
    if (typeof here !== 'object' || here === null) return undefined
    here = (here as Tree)[key]
  }
  return here
}

/** The id of a field's control: error summaries link to it. */
export const fieldId = ({ intent, row }: FormState, name: string): string =>
  [intent, row, name.replace(/[^\w]+/g, '-')].filter((part) => part !== undefined).join('-')

/** One of several forms with the same intent: `field` (a hidden one) says which row an answer belongs to. */
export function useRowForm(intent: string, field: string, row: string, initial: Tree = {}): FormState {
  const form = useFormState(intent, {})
  const isMine = form.value(field) === row
  const mine = useFormState(isMine ? intent : `${intent}:none`, initial)
  return { ...mine, intent, row }
}
