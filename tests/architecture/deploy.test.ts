import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseEnv } from '#app/env.server.ts'

const text = (file: string) => readFileSync(file, 'utf8')
const readme = text('README.md')
const compose = text('docs/deploy/compose.yaml')

/** Of one service in the compose file. */
function environmentOf(service: string): Record<string, string> {
  const part = new RegExp(`^  ${service}:\\n((?:    .*\\n|\\n)*)`, 'm').exec(compose)?.[1] ?? ''
  const lines = /^ {4}environment:\n((?: {6}.*\n)*)/m.exec(part)?.[1] ?? ''
  return Object.fromEntries(
    [...lines.matchAll(/^ {6}([A-Z_]+): (.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  )
}

test('what the compose file tells the site is what the README names, and the site can use it', () => {
  const told = environmentOf('site')
  expect(Object.keys(told)).toContain('DATABASE_URL')
  for (const name of Object.keys(told)) expect(readme, name).toContain(`\`${name}\``)
  const secret = Buffer.from(Array.from({ length: 32 }, (_, at) => at)).toString('base64')
  const filled = { OWNER_PASSWORD: 'x', MEILI_KEY: 'y', SECRET: secret, SITE: 'https://gongyi.example.cn' }
  const value = (template: string) =>
    template.replaceAll(/\$\{(\w+)\}/g, (_, name: keyof typeof filled) => filled[name])
  const env = parseEnv({
    NODE_ENV: 'production',
    ...Object.fromEntries(Object.entries(told).map(([name, template]) => [name, value(template)])),
  })
  expect(env.server.isHttps).toBe(true)
  expect(env.server.trustedProxies).toEqual(['uniquelocal'])
  expect(env.search?.host).toBe('http://search:7700')
})

test('the image sets only variables of the README', () => {
  const names = [...text('docs/deploy/Dockerfile').matchAll(/^ENV (.*)$/gm)]
    .flatMap(([, line = '']) => [...line.matchAll(/([A-Z_]+)=/g)])
    .map(([, name = '']) => name)
  expect(names).toEqual(['HOST', 'PORT', 'DATA_DIR'])
  for (const name of names) expect(readme, name).toContain(`\`${name}\``)
})
