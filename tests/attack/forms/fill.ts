import { parseWithZod } from '@conform-to/zod/v4'
import type { z } from 'zod'
import { issueToKey } from '#app/http/issue-to-key.ts'
import type { PageForm } from './read-forms.ts'

/** What is sent: names in order, a name perhaps several times. */
export type Body = (readonly [name: string, value: string | File])[]

export const toFormData = (body: Body): FormData => {
  const data = new FormData()
  for (const [name, value] of body) data.append(name, value)
  return data
}

const parse = (body: Body, schema: z.ZodType) => parseWithZod(toFormData(body), { schema, error: issueToKey })

const errorsOf = (body: Body, schema: z.ZodType): Record<string, string[] | null> => {
  const submission = parse(body, schema)
  return submission.status === 'success' ? {} : (submission.error ?? {})
}

/** Whether a schema takes it as it is. */
export const accepts = (body: Body, schema: z.ZodType): boolean => parse(body, schema).status === 'success'

const day = (daysAhead: number) => new Date(Date.now() + daysAhead * 86_400_000).toISOString().slice(0, 10)

/** What people type, from the plainest on; whatever a schema takes for a field is found among these. */
const typed = (): readonly string[] => [
  '为社区老人送餐的说明',
  'on',
  '1',
  '100.00',
  day(30),
  `${day(30)}T17:00`,
  '01981f3a-7c00-7000-8000-000000000000',
  '13800138000',
  'somebody@example.cn',
  'https://example.cn/a',
  '为社区独居老人提供每日送餐、探访与健康记录的服务，按季度向居民公布做了什么、花了多少、还差什么。'.repeat(2),
  '310112',
  '2026',
  '2026-03',
  '12',
  '60',
  'yes',
  '123456',
  '09:00',
  'a-long-enough-sentence-2026',
  '51310000MJ0000000X',
  'GYH-2026-0001',
]

/** As the form stands, ticks that are set included. */
export const asItStands = ({ fields }: PageForm, intent: string | undefined): Body => [
  ...fields.flatMap(({ name, value, type }) =>
    value === undefined || type === 'file' ? [] : [[name, value] as const],
  ),
  ...(intent === undefined ? [] : [['intent', intent] as const]),
]

/** The smallest file that is what its name says. */
const picture = () =>
  new File(
    [
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    ],
    'a.png',
    { type: 'image/png' },
  )

const withField = (body: Body, name: string, value: string | File): Body => [
  ...body.filter(([other]) => other !== name && !other.startsWith(`${name}.`) && !other.startsWith(`${name}[`)),
  [name, value],
]

const rounds = 40

/** The form with everything in it that its schema asks for, as far as guessing finds it. */
export function filled(
  form: PageForm,
  intent: string | undefined,
  schema: z.ZodType,
): { body: Body; isValid: boolean } {
  let body = asItStands(form, intent)
  const given = new Set<string>()
  for (let round = 0; round < rounds; round += 1) {
    const errors = errorsOf(body, schema)
    const name = Object.keys(errors).find((key) => key !== '' && !given.has(key))
    if (name === undefined) return { body, isValid: Object.keys(errors).length === 0 }
    given.add(name)
    const choices = form.fields.filter((field) => field.name === name).flatMap((field) => field.choices)
    const better = [...choices.filter((choice) => choice !== ''), ...typed(), picture()]
      .map((value) => withField(body, name, value))
      .find((tried) => errorsOf(tried, schema)[name] === undefined)
    if (better !== undefined) body = better
  }
  return { body, isValid: accepts(body, schema) }
}
