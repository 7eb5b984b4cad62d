/** One field as it stands on a page. `choices`: what may be picked; otherwise anything is typed. */
export type Field = { name: string; type: string; value: string | undefined; choices: readonly string[] }

/** A form that a page shows its reader. `intents`: what its buttons ask for, one of which is sent. */
export type PageForm = { action: string; fields: readonly Field[]; intents: readonly string[] }

type Attributes = Readonly<Record<string, string>>
type Made = { action: string; fields: Field[]; intents: string[]; hidden: string | undefined }

const token =
  /<(\/?)(form|input|textarea|select|option|button)\b((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>(?:([^<]*)(?=<\/(?:textarea|option)>))?/g

const entities: Attributes = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" }
const plain = (text: string) => text.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (_, name: string) => entities[name] ?? '')

const attributesOf = (text: string): Attributes =>
  Object.fromEntries(
    [...text.matchAll(/\s([\w:-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, plain(value)]),
  )

/** Every form that posts. */
export const readForms = (html: string): PageForm[] => formsIn(html, 'post')

export type Asked = { path: string; params: readonly (readonly [name: string, value: string])[] }

/** Where a page's links and search forms lead, if they name parameters. `at`: the page's own address. */
export function readQuestions(html: string, at: string): Asked[] {
  const links = [...html.matchAll(/<a\b[^>]*\shref="([^"]*\?[^"]*)"/g)].flatMap(([, href = '']): Asked[] => {
    const url = new URL(plain(href), at)
    return url.origin === new URL(at).origin ? [{ path: url.pathname, params: [...url.searchParams] }] : []
  })
  const forms = formsIn(html, 'get').map(({ action, fields }): Asked => ({
    path: new URL(action, at).pathname,
    params: fields.map(({ name, value, choices }) => [name, value ?? choices[0] ?? ''] as const),
  }))
  return [...links, ...forms]
}

/** As the markup of React's server has them: quoted attributes, forms not nested. */
function formsIn(html: string, method: 'get' | 'post'): PageForm[] {
  const made: Made[] = []
  const byId = new Map<string, Made>()
  let current: Made | undefined
  let select: { form: Made | undefined; name: string; chosen: string | undefined; choices: string[] } | undefined
  for (const [, closing, tag = '', rest = '', inner = ''] of html.matchAll(token)) {
    const at = attributesOf(rest)
    const form = at['form'] === undefined ? current : byId.get(at['form'])
    if (closing === '/') {
      if (tag === 'form') current = undefined
      if (tag === 'select' && select !== undefined) {
        const { chosen, choices } = select
        if (select.form !== undefined)
          select.form.fields.push({ name: select.name, type: 'select', value: chosen ?? choices[0], choices })
        select = undefined
      }
      continue
    }
    if (tag === 'form') {
      current = undefined
      if ((at['method'] ?? 'get') !== method) continue
      current = { action: at['action'] ?? '', fields: [], intents: [], hidden: undefined }
      made.push(current)
      if (at['id'] !== undefined) byId.set(at['id'], current)
    } else if (tag === 'option') {
      const value = at['value'] ?? plain(inner)
      select?.choices.push(value)
      if (select !== undefined && at['selected'] !== undefined) select.chosen = value
    } else if (tag === 'select') {
      select = { form, name: at['name'] ?? '', chosen: undefined, choices: [] }
    } else if (form !== undefined && at['name'] !== undefined && at['disabled'] === undefined)
      put(form, tag, at, plain(inner))
  }
  return made.map(({ action, fields, intents, hidden }) => ({
    action,
    fields,
    intents: intents.length > 0 ? [...new Set(intents)] : hidden === undefined ? [] : [hidden],
  }))
}

function put(form: Made, tag: string, at: Attributes, inner: string): void {
  const { name = '', type = 'text', value } = at
  if (name === 'intent') {
    if (tag === 'button') form.intents.push(value ?? '')
    else form.hidden = value
    return
  }
  // A button that adds a row has its own name: the form comes back and nothing is judged.
  if (tag === 'button') return
  if (tag === 'textarea') form.fields.push({ name, type: 'textarea', value: inner, choices: [] })
  else if (type === 'checkbox' || type === 'radio') putChoice(form, name, type, value ?? 'on', 'checked' in at)
  else form.fields.push({ name, type, value: value ?? '', choices: [] })
}

/** Radios of one name are one field; a tick is one by itself, not there while it is not set. */
function putChoice(form: Made, name: string, type: string, value: string, isChecked: boolean): void {
  const known = type === 'radio' ? form.fields.findIndex((field) => field.name === name) : -1
  const before = form.fields[known]
  const field = {
    name,
    type,
    value: isChecked ? value : before?.value,
    choices: [...(before?.choices ?? []), value],
  }
  if (before === undefined) form.fields.push(field)
  else form.fields[known] = field
}
