import { expect, it } from 'vitest'
import { listNames } from '#app/domain/open-data/list/names.ts'
import { fieldsOf } from '#app/domain/open-data/list/shapes.ts'
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
      expect(Object.keys(api.components.schemas).map((name) => `#/components/schemas/${name}`)).toContain(reference)
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
