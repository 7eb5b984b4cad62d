import { expect, it } from 'vitest'
import { listNames } from '#app/domain/open-data/list/names.ts'
import { fieldsOf } from '#app/domain/open-data/list/shapes.ts'
import { answerJudge, descriptionFaults } from '#tests/open-data/open-api.ts'
import { openApiOf } from './open-api.ts'

const every = (value: unknown, key: string): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]) => [
        ...(name === key && typeof inner === 'string' ? [inner] : []),
        ...every(inner, key),
      ])

it('describes every list in both languages: each reference leads somewhere, each name once, each text is there', () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const api = openApiOf(locale, 'https://gyh.example')
    expect(JSON.parse(JSON.stringify(api))).toEqual(api)
    expect(Object.keys(api.paths)).toHaveLength(2 * listNames.length)
    for (const reference of every(api, '$ref'))
      expect([
        ...Object.keys(api.components.schemas).map((name) => `#/components/schemas/${name}`),
        ...Object.keys(api.components.headers).map((name) => `#/components/headers/${name}`),
      ]).toContain(reference)
    expect(api.security).toEqual([{}, { [Object.keys(api.components.securitySchemes)[0] ?? '']: [] }])
    const operations = Object.values(api.paths).map(({ get }) => get)
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
    for (const [path, { get }] of Object.entries(api.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(get.parameters.filter((each) => each.in === 'path').map(({ name }) => name)).toEqual(inPath)
      for (const { name, description, schema } of get.parameters) {
        expect(description, `${path} ${name}`).not.toBe(name)
        expect(Object.keys(schema).length, `${path} ${name}`).toBeGreaterThan(0)
      }
    }
    expect(every(api, 'description').join(' ')).not.toMatch(/openApi\.|openList\.|\{\{/)
    for (const list of listNames) {
      const { properties, required, additionalProperties } = api.components.schemas[list] as {
        properties: object
        required: string[]
        additionalProperties: boolean
      }
      const names = fieldsOf(list).map(([name]) => name)
      expect([Object.keys(properties), required, additionalProperties]).toEqual([names, names, false])
    }
  }
})

it('is valid by the published schema of OpenAPI 3.1 in both languages; a description that is not is told apart', async () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const api = openApiOf(locale, 'https://gyh.example')
    expect(await descriptionFaults(api)).toEqual([])
    expect(await descriptionFaults({ ...api, servers: [{ url: 1 }] } as never)).not.toEqual([])
    expect(await descriptionFaults({ ...api, security: [{ key: 'read' }] } as never)).not.toEqual([])
  }
})

it('an answer that is not as described is told apart', async () => {
  const judge = answerJudge(openApiOf('en', 'https://gyh.example'))
  const answer = (body: object, init: ResponseInit = {}) =>
    Response.json(body, { headers: { RateLimit: 'x', 'RateLimit-Policy': 'x', ETag: 'x' }, ...init })
  const page = { data: [], links: { self: 'https://gyh.example/api/v1/funds' } }
  expect(await judge('/funds', answer(page))).toEqual([])
  expect(await judge('/funds', answer({ ...page, more: 1 }))).toHaveLength(1)
  expect(await judge('/funds', answer({ ...page, data: [{ id: 'x' }] }))).not.toEqual([])
  expect(await judge('/funds', answer(page, { headers: {} }))).toHaveLength(3)
  expect(await judge('/funds', answer(page, { status: 418 }))).toEqual(['/funds 418 is not described'])
  expect(await judge('/none', answer(page))).toHaveLength(1)
})
