import { randomBytes, randomUUID } from 'node:crypto'
import { accountCode, transfer } from '#app/domain/ledger/accounts.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import { storeFile } from '#app/services/file/store.server.ts'
import { postEntry } from '#app/services/ledger/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import type { FileStore } from '#app/services/shared/file-store.server.ts'
import { createKeys } from '#app/services/shared/keys.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { makeBody, makeFund, makeOfficer, must } from '#tests/support/scenes.ts'

/** What somebody was told that it is done. */
export type Acknowledged = { entries: string[]; uploads: string[]; letters: string[] }

/** People at work at the same time, one moving money, one uploading, one writing letters: through the site's services, as its own role. */
export async function useWriters(t: TestDatabase, db: Db, files: FileStore) {
  const body = await makeBody(t)
  const fund = await makeFund(t, body)
  const officer = await makeOfficer(t, body)
  const done: Acknowledged = { entries: [], uploads: [], letters: [] }
  const context = (): Context => ({
    db,
    files,
    keys: createKeys(Buffer.alloc(32, 7)),
    actor: officer,
    now: new Date(),
    locale: 'zh-CN',
    requestId: 'drill',
    ip: '127.0.0.1',
  })
  const post = async () => {
    const ctx = context()
    const lines = transfer(accountCode.fund(fund.id), accountCode.callBudget(randomUUID()), 1n)
    const { id } = must(
      await transact(ctx, async (tx) =>
        ok({ id: await postEntry(tx, ctx, { key: randomUUID(), kind: 'allocate', phase: 'posted', lines }) }),
      ),
    )
    done.entries.push(id)
  }
  const upload = async () => {
    const ctx = context()
    const bytes = randomBytes(3000)
    const { sha256 } = must(
      await transact(ctx, async (tx) =>
        ok(
          await storeFile(tx, ctx, {
            bytes,
            name: '证据.bin',
            mediaType: 'application/octet-stream',
            purpose: 'CALL_DOCUMENT',
            bodyId: body.id,
          }),
        ),
      ),
    )
    done.uploads.push(sha256)
  }
  const write = async () => {
    const ctx = context()
    const to = `${randomUUID()}@example.cn`
    must(
      await transact<object>(ctx, async (tx) => {
        await sendLetter(tx, ctx, {
          to,
          locale: 'zh-CN',
          template: 'passwordChanged',
          values: { name: '某人', url: '/sign-in' },
        })
        return ok()
      }),
    )
    done.letters.push(to)
  }
  let going: { stop: () => Promise<void>; whenOneEnds: Promise<unknown> } | undefined
  return {
    done,
    count: () => done.entries.length + done.uploads.length + done.letters.length,
    /** Everybody works until told to stop, or until the database is gone. */
    begin: () => {
      let isOver = false
      const lane = async (work: () => Promise<void>) => {
        while (!isOver) await work()
      }
      const lanes = [post, upload, write].map(lane)
      going = {
        whenOneEnds: Promise.allSettled(lanes),
        stop: async () => {
          isOver = true
          await Promise.all(lanes)
        },
      }
    },
    stop: () => going?.stop(),
    /** After the database was killed: every lane has met it. */
    untilAllFail: async () => {
      await going?.whenOneEnds
    },
    /** Everybody does so many more things, all of them done when this returns. */
    doEach: async (times: number) => {
      for (let time = 0; time < times; time += 1) await Promise.all([post(), upload(), write()])
    },
  }
}
