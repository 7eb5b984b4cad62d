import { randomUUID } from 'node:crypto'
import { paths } from '#app/http/paths.ts'
import type { FaultySite } from './faulty-site.ts'
import type { Memory, Overwritten, Press, Told } from './memory.ts'
import { type Answer, post, type Sender, toldBy } from './post.ts'
import type { Scene } from './scene.ts'
import { liveBidOf, standings } from './standings.ts'

/** What one person does once while the load lasts, on either web server. */
type Turn = (webs: readonly [string, string]) => Promise<void>
export type Lane = { kind: string; turn: Turn }

const mark = (): string => randomUUID()
const one = (webs: readonly [string, string]) => webs[Math.random() < 0.5 ? 0 : 1]

/** Everybody's turns in one round; what they were told goes into `memory`. */
export async function lanesOf(
  { owner, db }: Pick<FaultySite, 'owner' | 'db'>,
  scene: Scene,
  memory: Memory,
): Promise<Lane[]> {
  const remember = (press: Press) => memory.once.push(press)
  const begun = await standings(owner, scene)
  const over = (kind: Overwritten['kind'], of: string): Overwritten => {
    const at = begun.get(`${kind} ${of}`)
    if (at === undefined) throw new Error(`${kind} ${of} is not there`)
    const kept: Overwritten = { kind, of, at, presses: [] }
    memory.over.set(`${kind} ${of}`, kept)
    return kept
  }
  /** Somebody who no longer knows the version looks at the page again. */
  const versionOf = async (kept: Overwritten): Promise<number | undefined> => {
    if (kept.presses.every(({ told }) => told === 'acknowledged')) return kept.at.version + kept.presses.length
    const now = await standings(owner, scene).catch(() => undefined)
    return now?.get(`${kept.kind} ${kept.of}`)?.version
  }
  const overwrite =
    (kept: Overwritten, press: (web: string, version: number, mark: string) => Promise<Answer | undefined>): Turn =>
    async (webs) => {
      const version = await versionOf(kept)
      if (version === undefined) return
      const text = mark()
      // A press without an answer may still be under way: then this one comes too late.
      const told = toldBy(await press(one(webs), version, text), { refusals: [409] })
      kept.presses.push({ kind: kept.kind, mark: text, told })
    }

  const sealing = scene.sealing.map((lane): Lane => {
    const turn: Turn = async (webs) => {
      const bid = await liveBidOf(db, scene.call.id, lane.organizationId).catch(() => undefined)
      if (bid === undefined) return
      const sender = (web: string): Sender => ({ web, session: lane.session })
      if (bid.state === 'SEALED') {
        const answer = await post(sender(one(webs)), paths.ngoBidWithdraw(bid.id), {
          intent: 'withdraw',
          isUnderstood: 'on',
          retrieval: lane.code,
        })
        remember({ kind: 'withdraw', mark: bid.id, told: toldBy(answer) })
        return
      }
      const form = { intent: 'seal', version: String(bid.version), isDeclared: 'on', retrieval: lane.code }
      const answers = await Promise.all(webs.map((web) => post(sender(web), paths.ngoBidSeal(bid.id), form)))
      remember({ kind: 'seal', mark: bid.id, told: toldOfTwo(answers) })
    }
    return { kind: 'seal', turn }
  })

  const drafting = scene.drafting.flatMap(({ bidId, session }): Lane[] => {
    const answers = over('answers', bidId)
    return [
      {
        kind: 'answers',
        turn: overwrite(answers, (web, version, text) =>
          post({ web, session }, paths.ngoBidAnswers(bidId), {
            intent: 'save',
            version: String(version),
            'answers.c1': `第 ${text} 次`,
          }),
        ),
      },
      { kind: 'upload', turn: uploadTurn({ session, bidId, remember }) },
    ]
  })

  const profiles = scene.organizations.map(({ id, regionId, session }): Lane => {
    const kept = over('profile', id)
    const turn = overwrite(kept, (web, version, text) =>
      post({ web, session }, paths.ngoProfile(id), {
        intent: 'profile',
        version: String(version),
        regionId,
        fields: 'COMMUNITY',
        introduction: text,
        taxStatus: 'UNKNOWN',
        contactName: '联系人',
        contactPhone: '13800000000',
      }),
    )
    return { kind: 'profile', turn }
  })

  const { callId, bidIds, criterionIds, session: judge } = scene.judging
  const sheets = bidIds.map((bidId): Lane => {
    const kept = over('sheet', bidId)
    const turn = overwrite(kept, (web, version, text) =>
      post({ web, session: judge }, paths.panelBid(callId, bidId), {
        intent: 'save',
        version: String(version),
        comment: text,
        ...Object.fromEntries(
          criterionIds.flatMap((criterionId, index) => [
            [`scores[${String(index)}].criterionId`, criterionId],
            [`scores[${String(index)}].points`, '12.5'],
            [`scores[${String(index)}].reason`, text],
          ]),
        ),
      }),
    )
    return { kind: 'sheet', turn }
  })

  const asking: Lane = {
    kind: 'question',
    turn: async (webs) => {
      const text = mark()
      const form = { intent: 'ask', organizationId: scene.asking.organizationId, text }
      const path = paths.ngoQuestions(scene.callNo)
      const answers = await Promise.all(webs.map((web) => post({ web, session: scene.asking.session }, path, form)))
      remember({ kind: 'question', mark: text, told: mostOf(answers.map((answer) => toldBy(answer))) })
    },
  }

  const newcomer = await scene.newcomer()
  const keeping: Lane = {
    kind: 'search',
    turn: async (webs) => {
      const text = mark()
      const form = { intent: 'save', name: text, pace: 'DAILY' }
      const answer = await post({ web: one(webs), session: newcomer }, `${paths.savedSearchNew()}?q=${text}`, form)
      // Nobody keeps more than a few dozen.
      remember({ kind: 'search', mark: text, told: toldBy(answer, { refusals: [422] }) })
    },
  }

  const paying: Lane = {
    kind: 'money',
    turn: async (webs) => {
      const { fundId, finance, approver } = scene.money
      const key = mark()
      const proposed = toldBy(
        await post({ web: one(webs), session: finance }, paths.fund(fundId), {
          intent: 'appropriate',
          key,
          source: 'FISCAL',
          year: String(new Date().getFullYear()),
          amountFen: '1234.56',
          documentNo: key,
        }),
      )
      remember({ kind: 'proposal', mark: key, told: proposed })
      if (proposed !== 'acknowledged') return
      const proposal = await db.appropriationProposal
        .findUnique({ where: { fundId_formKey: { fundId, formKey: key } }, select: { id: true } })
        .catch(() => null)
      if (proposal === null) return
      const form = { intent: 'confirmAppropriation', proposalId: proposal.id }
      const answers = await Promise.all(
        webs.map((web) => post({ web, session: approver }, paths.bureauPayments(), form)),
      )
      remember({ kind: 'money', mark: key, told: toldOfTwo(answers) })
    },
  }

  const looked = [paths.home(), paths.calls(), `${paths.search()}?q=社区`, paths.call(scene.callNo), paths.projects()]
  const reading: Lane = {
    kind: 'read',
    turn: async (webs) => {
      const path = looked[Math.floor(Math.random() * looked.length)] ?? paths.home()
      const status = await fetch(one(webs) + path, { signal: AbortSignal.timeout(40_000) }).then(
        async (response) => {
          await response.arrayBuffer()
          return response.status
        },
        () => 0,
      )
      memory.read.set(status, (memory.read.get(status) ?? 0) + 1)
    },
  }
  return [...sealing, ...drafting, ...profiles, ...sheets, asking, keeping, paying, reading, reading]
}

type Uploading = { session: string; bidId: string; remember: (press: Press) => void }

function uploadTurn({ session, bidId, remember }: Uploading): Turn {
  return async (webs) => {
    const form = new FormData()
    const name = `${mark()}.txt`
    form.set('intent', 'upload')
    form.set('file', new File([`${name} 证明材料。`.repeat(2000)], name, { type: 'text/plain' }))
    const answer = await post({ web: one(webs), session }, paths.ngoBidFiles(bidId), form)
    // 422: the draft is full; 507: the disk is.
    remember({
      kind: 'upload',
      mark: name,
      told: answer?.status === 507 ? 'refused' : toldBy(answer, { refusals: [422] }),
    })
  }
}

/** The same button pressed twice at once: one of the two did it, the other says that it is done already. */
function toldOfTwo(answers: readonly (Answer | undefined)[]): Told {
  const told = answers.map((answer) =>
    answer?.status === 200 ? ('acknowledged' as const) : toldBy(answer, { refusals: [409, 422] }),
  )
  if (told.every((each) => each === 'acknowledged'))
    throw new Error('two presses of one button were both told that they did it')
  // Sealed or settled already, says one; what the other did not hear of was done all the same, or never came.
  return mostOf(told)
}

const mostOf = (told: readonly Told[]): Told =>
  told.includes('acknowledged') ? 'acknowledged' : told.includes('unknown') ? 'unknown' : 'refused'
