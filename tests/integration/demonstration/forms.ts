import { runtime } from '#app/http/runtime.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { post, type Posted, postOddly } from '#tests/attack/forms/post.ts'
import { allAskers, formsOf, type Known, type KnownForm, ownModules, pathOf } from '#tests/attack/forms/survey.ts'
import { pagesInProcess } from '#tests/support/pages-in-process.ts'
import { type Asker, cookiesOf, places } from './doors.ts'

/** Every form as everybody who is not shown it. */
async function postAsOthers(known: Known): Promise<Posted[]> {
  const posted: Posted[] = []
  for (const form of known.forms)
    for (const asker of allAskers) if (!form.seenBy.has(asker)) posted.push(await post(known, { form, asker }))
  return posted
}

/** At whose pages the rows of others are asked for, and by whom. */
const elsewhere = { officer: 'officer.siming', owner: 'owner.baichuan' }
const ofElsewhere: readonly Asker[] = [
  'owner elsewhere',
  'officer elsewhere',
  'finance elsewhere',
  'supervisor elsewhere',
]

/** Every form that names a row, sent to the same page of another body or organization by whoever may work there. */
async function postOthersRows(db: Db, known: Known): Promise<Posted[]> {
  const theirs = new Map<string, string>()
  for (const place of await places(db, elsewhere)) theirs.set(place.address + place.note, pathOf(place))
  const posted: Posted[] = []
  for (const form of known.forms) {
    const to = theirs.get(form.address)
    if (!form.isAboutARow || to === undefined || to === form.to.replace(/\?.*$/, '')) continue
    for (const asker of ofElsewhere) posted.push(await post(known, { form, asker, to }))
  }
  return posted
}

const odd = { rounds: 300, seed: 20_261_123 }

export type PostedForms = { forms: readonly KnownForm[]; asOthers: Posted[]; othersRows: Posted[]; oddly: Posted[] }

/** What becomes of every form of the demonstration in other hands than it was made for. */
export async function postForms(db: Db): Promise<PostedForms> {
  const asking = { pages: pagesInProcess(), cookies: await cookiesOf(db), modules: ownModules }
  const known = { ...asking, forms: await formsOf(db, asking) }
  try {
    const asOthers = await postAsOthers(known)
    const othersRows = await postOthersRows(db, known)
    const oddly: Posted[] = []
    for await (const posted of postOddly(known, odd)) oddly.push(posted)
    return { forms: known.forms, asOthers, othersRows, oddly }
  } finally {
    await runtime().db.$disconnect()
  }
}
