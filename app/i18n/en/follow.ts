import type { follow as source } from '../zh-CN/follow.ts'
import type { Shape } from '../shape.ts'

export const follow = {
  title: 'What I follow',
  lead: 'When something public happens to the projects and calls you follow, we write to you.',
  empty:
    'You follow nothing yet. Open the public page of a project or a call and press “Follow”; you hear by mail of what happens to it.',
  sheet: 'Follow',
  what: 'Hear by mail of what happens in public: reports, acceptance, payments, changes, evaluation, closing, objections.',
  begin: 'Follow',
  again: 'Start letters again',
  end: 'Unfollow',
  followed: 'You follow this and hear of it by mail.',
  signIn: 'Sign in to follow this by mail',
  since: 'Followed since {{when}}',
  silent: 'No more letters',
  feed: {
    link: 'Subscribe (Atom)',
    title: '{{title}} · public events',
    subtitle: 'The latest public events; nothing unpublished is in it',
    entry: '{{what}}: {{title}}',
  },
  letter: {
    line: '· {{happenedAt}} {{whatKey}}',
    lineOf: '· {{happenedAt}} {{whatKey}}: {{milestoneTitle}}',
    more: 'And {{restText}} more; please see the page.',
  },
  event: {
    'contract-signed': 'Contract signed',
    'report-submitted': 'Milestone report submitted',
    'milestone-accepted': 'Milestone accepted',
    'tranche-released': 'Payment made',
    'amendment-signed': 'Change of the contract in force',
    'evaluation-confirmed': 'Evaluation published',
    'project-suspended': 'Project suspended',
    'project-resumed': 'Project resumed',
    'project-terminated': 'Project ended early',
    'project-completed': 'Project completed',
    'project-closed': 'Project closed and archived',
    'appeal-opened': 'Appeal opened',
    'appeal-stopped': 'Appeal stopped',
    'appeal-passed': 'Money of an appeal passed on',
    'appeal-accounted': 'Account of an appeal published',
  },
  toast: { begun: 'Followed; you will hear of it by mail', ended: 'Not followed any more' },
  stop: {
    title: 'End letters',
    ask: 'We will not write to you about this any more. Other things that you follow stay as they are.',
    done: 'Ended: no more letters about this. Sign in and see “What I follow” to start them again.',
  },
  refusal: {
    'too-many': 'You follow as much as one can; please unfollow something first.',
    settled: 'That cannot be changed this way.',
    silent: 'No letters are sent about this.',
    letters: 'Enough letters today; the rest comes tomorrow.',
    hidden: 'Something in it is not public now.',
  },
} satisfies Shape<typeof source>
