/** The same said in both languages. `[[bid.seal.submit]]` stands for the site's own text at that key, so that a guide names what the page shows. */
export type Words = { readonly zh: string; readonly en: string }

/** `picture`: what is to be seen on it, for whoever does not see it. A step without one has no picture. */
export type Step = { readonly says: Words; readonly picture?: Words }
/** `name`: part of its address on the page and of its pictures' names. */
export type Task = { readonly name: string; readonly title: Words; readonly steps: readonly Step[] }

export const guideRoles = [
  'resident',
  'owner',
  'certifier',
  'officer',
  'approver',
  'finance',
  'supervisor',
  'evaluator',
  'expert',
  'administrator',
] as const
export type GuideRole = (typeof guideRoles)[number]

export type Guide = {
  readonly role: GuideRole
  /** Where its readers work: pictures are as wide as what they hold or sit at. */
  readonly at: 'phone' | 'desk'
  readonly title: Words
  readonly who: Words
  readonly before: readonly Words[]
  readonly tasks: readonly Task[]
  /** What goes wrong most often, and what to do then. */
  readonly trouble: readonly { readonly what: Words; readonly then: Words }[]
  readonly ask: readonly Words[]
}
