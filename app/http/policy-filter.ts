import { policyKinds, policyStandings } from '#app/domain/policy-document/terms.ts'

/** What the list of documents is narrowed by, as its address says; what is not known narrows nothing. */
export function readPolicyFilter(asked: URLSearchParams) {
  const [place, year] = [asked.get('place') ?? '', asked.get('year') ?? '']
  const q = (asked.get('q') ?? '').trim().slice(0, 100)
  return {
    kind: policyKinds.find((known) => known === asked.get('kind')),
    standing: policyStandings.find((known) => known === asked.get('standing')),
    place: /^(nation|\d{2}|\d{4}|\d{6})$/.test(place) ? place : undefined,
    year: /^\d{4}$/.test(year) ? Number(year) : undefined,
    q: q === '' ? undefined : q,
  }
}
