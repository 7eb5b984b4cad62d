import { useActionData, useLocation } from '@remix-run/react'
import { isFormReply } from '#app/http/form-reply.ts'
import type { Refusal } from '#app/domain/shared/outcome.ts'

type Tree = { readonly [key: string]: unknown }

export type FormState = {
  intent: string
  /** The address it is posted to: its own page's, without the anchor that a link of a summary left there. */
  page: string
  /** Which of several like forms on the page this is: its fields have ids of their own. */
  row?: string | undefined
  /** What the field shows: what was typed when the form came back, else what is stored. `name` as in milestones[0].title. */
  value(name: string): string
  errors(name: string): readonly string[]
  /** How many rows a repeating part shows. */
  rows(name: string): number
  allErrors: readonly { name: string; codes: readonly string[] }[]
  refusal: Refusal | undefined
  /** What its button looked up. */
  found: Readonly<Record<string, string>> | undefined
  wasRefused: boolean
  /** It shows what was typed: refused, with a row more or less, or with what was looked up. */
  cameBack: boolean
}

/** The state of one form on the page: `intent` names it, `initial` is what is stored. */
export function useFormState(intent: string, initial: Tree = {}): FormState {
  const { pathname, search } = useLocation()
  return formState(intent, useActionData(), initial, pathname + search)
}

/** The same of what the page's action answered. */
export function formState(intent: string, data: unknown, initial: Tree, page = '/'): FormState {
  const reply = isFormReply(data) && data.intent === intent ? data : undefined
  const values =
    reply === undefined ? initial : withStored(reply.values, initial, namesIn(reply.refusal?.data?.['kept']))
  return {
    intent,
    page,
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
    found: reply?.found,
    cameBack: reply !== undefined,
    wasRefused: reply !== undefined && (reply.refusal !== undefined || Object.keys(reply.errors).length > 0),
  }
}

/** Names of fields as a refusal's data hold them. */
export const namesIn = (text: string | number | undefined): string[] =>
  typeof text === 'string' ? text.split(' ').filter(Boolean) : []

/** What was typed, but what is stored in the named fields (`answers.c1`, `lines`): the writer did not touch those. */
function withStored(typed: Tree, stored: Tree, names: readonly string[]): Tree {
  const at = new Set(names.map((name) => name.split('.', 1)[0] ?? ''))
  const changed = [...at].map((key) => {
    const inner = names.flatMap((name) => (name.startsWith(`${key}.`) ? [name.slice(key.length + 1)] : []))
    return [key, inner.length === 0 ? stored[key] : withStored(treeAt(typed, key), treeAt(stored, key), inner)] as const
  })
  return { ...typed, ...Object.fromEntries(changed) }
}

const treeAt = (tree: Tree, key: string): Tree => {
  const value = tree[key]
  return typeof value === 'object' && value !== null ? (value as Tree) : {}
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

/** The form as if nothing had come back for it. */
export const untouched = (form: FormState): FormState => ({
  ...form,
  value: () => '',
  errors: () => [],
  rows: () => 0,
  allErrors: [],
  refusal: undefined,
  found: undefined,
  wasRefused: false,
  cameBack: false,
})
