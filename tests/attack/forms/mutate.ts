import fc from 'fast-check'
import type { Body } from './fill.ts'

/** What no form of ours sends by itself, and somebody will. */
export const oddities: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\u0001\u0008\u001b\u007f\u0085',
  // One half of a character, which no text can have.
  '\uD800',
  'x\uDFFFx',
  '\uFFFE\uFFFF\u{10FFFF}',
  '\u202Ecod.exe\u2066',
  '\u200B\uFEFF',
  'e' + '\u0301'.repeat(300),
  '👩‍👩‍👧‍👦🇨🇳',
  '\u2028\u2029',
  'İıſß',
  '1２３',
  '٣',
  '-1',
  '-0',
  '+1',
  '0x10',
  '1e3',
  '1e309',
  '.5',
  '1.',
  '1,000.00',
  'NaN',
  'Infinity',
  '2147483648',
  '9223372036854775808',
  '9'.repeat(400),
  `0.${'0'.repeat(400)}1`,
  '0000-00-00',
  '0000-01-01',
  '2026-02-30',
  '9999-12-31',
  '10000-01-01',
  '-271821-04-20',
  '2026-12-31T24:00',
  '0001-01-01T00:00',
  '2026-13-45T99:99',
  '25:61',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  '01981f3a-7c00-7000-8000-000000000000',
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  '[object Object]',
  '{"__proto__":{"a":1}}',
  '__proto__',
  'constructor',
  'toString',
  "'",
  "'; DROP TABLE account; --",
  '\\',
  '%',
  '%00',
  '%E0%A4%A',
  '_%\\',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{7*7}}${7*7}',
  '../../../../etc/passwd',
  'javascript:alert(1)',
  'http://127.0.0.1:1/',
  'a@b',
  'a\r\nBcc: b@example.cn',
  '=1+1',
  '字'.repeat(5_000),
  'a '.repeat(60_000),
  '\n'.repeat(3_000),
]

const names: readonly string[] = [
  '',
  '__proto__',
  'constructor.prototype',
  'a[299]',
  'a[999999999]',
  'a[-1]',
  'a[]',
  'a.b.c.d.e',
  'a'.repeat(300),
  '\0',
  '__intent__',
]

type Change = { kind: string; at: number; value: string; name: string }

const change = (foreign: readonly string[]): fc.Arbitrary<Change> =>
  fc.record({
    kind: fc.constantFrom('replace', 'replace', 'replace', 'replace', 'drop', 'repeat', 'rename', 'deepen', 'add'),
    at: fc.nat(1_000),
    value: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...oddities) },
      { weight: foreign.length > 0 ? 2 : 0, arbitrary: fc.constantFrom(...(foreign.length > 0 ? foreign : [''])) },
      { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    ),
    name: fc.constantFrom(...names),
  })

const applied = (body: Body, { kind, at, value, name }: Change): Body => {
  const index = body.length === 0 ? 0 : at % body.length
  const old = body[index]
  if (old === undefined) return [[name, value]]
  const put = (...fields: Body): Body => [...body.slice(0, index), ...fields, ...body.slice(index + 1)]
  switch (kind) {
    case 'drop':
      return put()
    case 'repeat':
      return put(old, old, [old[0], value])
    case 'rename':
      return put([name, old[1]])
    case 'deepen':
      return put([`${old[0]}${['[0]', '.a', '[0].a', '[0][0]', '[1].b.c'][at % 5] ?? ''}`, value])
    case 'add':
      return [...body, [name, value]]
    default:
      return put([old[0], value])
  }
}

/** A form as it should be, with one to three things wrong. `foreign`: ids of things that are somebody's. */
export const mutated = (body: Body, foreign: readonly string[] = []): fc.Arbitrary<Body> =>
  fc.array(change(foreign), { minLength: 1, maxLength: 3 }).map((changes) => changes.reduce(applied, body))

const tries = 12

/**
 * A form in which one field says something odd that its schema has nothing against: what comes then is for the rules behind it and for
 * PostgreSQL. `accepts`: the schema's word.
 */
export const oddlyRight = (
  body: Body,
  foreign: readonly string[],
  accepts: (body: Body) => boolean,
): fc.Arbitrary<Body> =>
  fc
    .tuple(fc.nat(1_000), fc.array(fc.constantFrom(...oddities, ...foreign), { minLength: tries, maxLength: tries }))
    .map(([at, values]) => {
      const index = body.length === 0 ? 0 : at % body.length
      const made = values.map((value) =>
        body.map(([name, old], place) => [name, place === index ? value : old] as const),
      )
      return made.find((one) => body[index]?.[0] !== 'intent' && accepts(one)) ?? body
    })

/** As a form is sent that no browser made: halves of characters stay what they are. */
export const encoded = (body: Body): string =>
  body.map(([name, value]) => `${part(name)}=${part(typeof value === 'string' ? value : '')}`).join('&')

const part = (text: string) =>
  Array.from(text, (letter) => (/^\p{Cs}$/u.test(letter) ? '%ED%A0%80' : encodeURIComponent(letter))).join('')
