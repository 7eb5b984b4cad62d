import { expect, test } from 'vitest'
import { webEnv, workerEnv } from './server-env.ts'

const settings = {
  services: {
    databaseOwnerUrl: 'postgresql://owner',
    databaseUrl: 'postgresql://app',
    appPassword: null,
    backupDir: null,
    search: { host: 'http://search', adminKey: 'admin', searchKey: 'search' },
  },
  address: { host: '127.0.0.1', port: 3000 },
  dataDir: '/data',
  appSecret: 'secret',
  mode: 'production' as const,
}

const persons = {
  DATABASE_URL: 'postgresql://owner',
  DATABASE_OWNER_URL: 'postgresql://owner',
  SMTP_URL: 'smtp://mail',
}

test.each([
  ['web server', webEnv],
  ['worker', workerEnv],
])('the %s never learns how to enter as the owner', (_name, environment) => {
  expect(Object.values(environment(settings, persons))).not.toContain('postgresql://owner')
})

test('what the person set for the product goes through', () => {
  expect(webEnv(settings, persons)).toMatchObject({ SMTP_URL: 'smtp://mail', DATABASE_URL: 'postgresql://app' })
})

test('only the worker may write to the index', () => {
  expect(webEnv(settings, {})['MEILI_API_KEY']).toBe('search')
  expect(workerEnv(settings, {})['MEILI_API_KEY']).toBe('admin')
})

test('without a search server nothing is said of one', () => {
  const without = { ...settings, services: { ...settings.services, search: null } }
  const environment = webEnv(without, { MEILI_API_KEY: 'of nothing' })
  expect(Object.keys(environment).filter((name) => name.startsWith('MEILI_'))).toEqual([])
})
