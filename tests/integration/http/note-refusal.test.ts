import { Writable } from 'node:stream'
import pino from 'pino'
import { expect, test } from 'vitest'
import { anonymous } from '#app/domain/shared/actor.ts'
import { noteRefusal, noteThrown } from '#app/http/note-refusal.server.ts'
import { refusalResponse } from '#app/http/refuse.server.ts'
import { useDatabase } from '#tests/support/database.ts'

const t = useDatabase()

const notes = () => {
  const lines: unknown[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()))
      done()
    },
  })
  return { lines, to: pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream) }
}
const somebody = { ...anonymous, accountId: 'a1', sessionId: 's1', email: 'chen@example.cn', name: 'Chen' }
const asked = (path: string, actor = somebody) => ({
  ctx: { ...t.contextAt('2026-03-02T12:00:00+08:00', actor), ip: '2001:db8:1:2:3::4' },
  request: new Request(`http://site.example${path}`, { method: 'POST' }),
})

test('a refusal after which one would look says when, who, from where and why, and nothing that was typed', () => {
  const { lines, to } = notes()
  noteRefusal({ ...asked('/account?next=chen@example.cn'), intent: 'password' }, { code: 'account.password-wrong' }, to)
  expect(lines).toEqual([
    expect.objectContaining({
      level: 40,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      msg: 'refused',
      code: 'account.password-wrong',
      method: 'POST',
      path: '/account',
      intent: 'password',
      accountId: 'a1',
      sessionId: 's1',
      network: '2001:db8:1:2::/64',
    }),
  ])
  expect(JSON.stringify(lines)).not.toContain('example.cn')
})

test('pages that were refused are told too; everyday refusals, and surprises, are not', async () => {
  const { lines, to } = notes()
  await noteThrown(asked('/bureau/calls/1'), refusalResponse({ code: 'not-found' }), to)
  await noteThrown(
    asked('/reset/secret', { ...anonymous } as typeof somebody),
    refusalResponse({ code: 'forbidden' }),
    to,
  )
  await noteThrown(asked('/calls/1', { ...anonymous } as typeof somebody), refusalResponse({ code: 'not-found' }), to)
  await noteThrown(asked('/calls/1'), new Error('surprise'), to)
  await noteThrown(asked('/calls/1'), new Response('', { status: 302 }), to)
  noteRefusal(asked('/calls/1'), { code: 'stale' }, to)
  expect(lines).toMatchObject([
    { code: 'not-found', path: '/bureau/calls/1' },
    { code: 'forbidden', path: '/reset/…' },
  ])
})
