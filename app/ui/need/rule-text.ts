import { useT } from '#app/i18n/provider.tsx'

type Share = { num: number; den: number; strict: boolean }

/** A rule in words: more than 1/2 present, more than 1/2 of those agree. */
export function useRuleText(): (rule: { quorum: Share; majority: Share; isConfirmed: boolean }) => string {
  const t = useT()
  const share = ({ num, den, strict }: Share) =>
    t(strict ? 'need.rule.over' : 'need.rule.atLeast', { share: `${num}/${den}` })
  return ({ quorum, majority }) => t('need.rule.text', { quorum: share(quorum), majority: share(majority) })
}
