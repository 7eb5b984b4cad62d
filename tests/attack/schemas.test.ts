import path from 'node:path'
import { parseWithZod } from '@conform-to/zod/v4'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isFieldName } from '#app/http/form-names.ts'
import { issueToKey } from '#app/http/issue-to-key.ts'
import type { Intent } from '#app/http/page.server.ts'
import { readForm } from '#app/http/read-form.server.ts'
import { pages } from '#app/route-table.ts'
import { type Body, filled, toFormData } from './forms/fill.ts'
import { encoded, mutated, oddities } from './forms/mutate.ts'

type Action = { intents?: Readonly<Record<string, Intent<unknown>>> }

/** Every schema that a form is read by, with its page and intent. */
const schemas = (
  await Promise.all(
    [...new Set(pages.map(([, file]) => file))].map(async (file) => {
      const { action } = (await import(path.resolve('app', file))) as { action?: Action }
      return Object.entries(action?.intents ?? {}).map(([intent, { schema }]) => ({ file, intent, schema }))
    }),
  )
).flat()

const seed = 20_261_123
const runs = 12

const parse = (data: FormData, schema: Intent<unknown>['schema']) => parseWithZod(data, { schema, error: issueToKey })

describe('every schema that a form is read by', () => {
  test('is known here', () => {
    expect(schemas.length).toBeGreaterThan(400)
  })

  test('takes a form or says what is wrong with it, whatever it is sent', () => {
    let taken = 0
    for (const { file, intent, schema } of schemas) {
      const { body, isValid } = filled({ action: '', fields: [], intents: [intent] }, intent, schema)
      taken += isValid ? 1 : 0
      fc.assert(
        fc.property(mutated(body), (sent) => {
          const known: Body = sent.filter(([name]) => isFieldName(name))
          const { status } = parse(toFormData(known), schema)
          expect(['success', 'error'], `${file} ${intent}`).toContain(status)
        }),
        { seed, numRuns: runs },
      )
    }
    // Guessing finds what most of them take: what is wrong is not only what comes first.
    expect(taken).toBeGreaterThan(schemas.length / 2)
  })

  test('in each of its fields, all short oddities', () => {
    const short = oddities.filter(({ length }) => length < 1_000)
    for (const { file, intent, schema } of schemas) {
      const { body } = filled({ action: '', fields: [], intents: [intent] }, intent, schema)
      for (const [at, [name]] of body.entries()) {
        if (name === 'intent') continue
        for (const oddity of short) {
          const sent = body.map((field, index): Body[number] => (index === at ? [name, oddity] : field))
          const { status } = parse(toFormData(sent), schema)
          expect(['success', 'error'], `${file} ${intent} ${name}`).toContain(status)
        }
      }
    }
  })
})

describe('a form that is read', () => {
  const request = (body: BodyInit, type: string) =>
    new Request('http://localhost/', { method: 'POST', headers: { 'Content-Type': type }, body })

  test('is refused, or has no NUL and no half of a character, whatever bytes it is', async () => {
    const body: Body = [
      ['title', '送餐'],
      ['lines[0].amount', '1'],
    ]
    await fc.assert(
      fc.asyncProperty(mutated(body), async (sent) => {
        const read = await readForm(request(encoded(sent), 'application/x-www-form-urlencoded'))
        if (!read.ok) return
        for (const [name, value] of read.data) {
          expect(isFieldName(name)).toBe(true)
          expect(typeof value === 'string' && (value.includes('\0') || /\p{Cs}/u.test(value))).toBe(false)
        }
      }),
      { seed, numRuns: 500 },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('application/x-www-form-urlencoded', 'multipart/form-data', 'multipart/form-data; boundary=b'),
        async (bytes, type) => {
          expect(typeof (await readForm(request(Buffer.from(bytes), type))).ok).toBe('boolean')
        },
      ),
      { seed, numRuns: 500 },
    )
  })

  test('in parts, however they are put together', async () => {
    const piece = fc.constantFrom(
      ...['--b', '--b--', '\r\n', '\n', '\0', ':', ';', '"', 'x', '字', ' ', '='],
      ...['Content-Disposition: form-data; name="a"', 'Content-Disposition: form-data; name="f"; filename="a.png"'],
      ...['Content-Type: image/png', 'Content-Transfer-Encoding: base64', "filename*=UTF-8''%ff", 'Content-Length: -1'],
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
        const read = await readForm(request(pieces.join(''), 'multipart/form-data; boundary=b'), { takesFile: true })
        expect(typeof read.ok).toBe('boolean')
      }),
      { seed, numRuns: 1_000 },
    )
  })
})
