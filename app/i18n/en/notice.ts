import type { Shape } from '../shape.ts'
import type { notice as source } from '../zh-CN/notice.ts'

export const notice = {
  inbox: {
    title: 'Inbox',
    lead: 'Every letter this site writes to you stays here, so that you miss nothing if your e-mail fails.',
    show: 'Which letters',
    all: 'All',
    unread: 'Unread ({{count}})',
    new: 'Unread',
    none: 'No letters yet. When something happens to a call, a project or a payment of yours, they appear here.',
    noneUnread: 'Nothing unread.',
    next: 'Earlier letters',
    readAll: 'Mark all as read',
    markUnread: 'Mark as unread',
    byMail: 'also by e-mail',
    inDigest: 'in a daily digest by e-mail',
    notByMail: 'not by e-mail, as you chose',
    desk: 'Inbox ({{count}} unread)',
  },
  settings: {
    title: 'E-mails and reminders',
    lead: 'Every letter stays in your inbox here, whatever you choose. This decides which also come by e-mail.',
    kinds: 'How each kind comes',
    fixed: 'What always comes at once',
    times: 'When',
    timesLead:
      'All hours are Beijing time. Quiet hours last {{max}} hours at most, and letters wait until they are over. Letters about the security of your account do not wait, nor do those whose term ends before.',
    digestHour: 'Hour of the daily digest',
    quietFrom: 'Quiet hours begin',
    quietUntil: 'Quiet hours end',
    noQuiet: 'None',
  },
  way: { AT_ONCE: 'E-mail at once', DIGEST: 'In the daily digest', NONE: 'No e-mail, inbox only' },
  topic: {
    WORK: 'Things handed to you',
    REMINDERS: 'Reminders of due days',
    CALLS: 'Calls and bids',
    PROJECTS: 'Progress of projects',
    PAYMENTS: 'Payments',
    ORGANIZATIONS: 'Your organization',
    COMMUNITY: 'Needs and venues',
    SECURITY: 'Security of account and money',
    RIGHTS: 'Terms and rights',
  },
  topicHint: {
    WORK: 'Somebody handed in a report, an application or a proposal for you to deal with. Your desk lists it too.',
    REMINDERS: 'A report, a certificate or an answer is due soon, or overdue.',
    CALLS: 'Calls published, questions answered, answers of partners.',
    PROJECTS: 'Contracts signed, milestones accepted, evaluations confirmed, projects closed.',
    PAYMENTS: 'A payment was made.',
    ORGANIZATIONS: 'Hubs, stated ties, ratings, trainings.',
    COMMUNITY: 'A need you raised moved on; a booking was decided.',
    SECURITY:
      'Sign-in links, changes of passwords and payout accounts, books that do not check. Somebody may be using your account, so these come at once, at night too.',
    RIGHTS:
      'Results, refusals with their reasons, terms to object, contracts to sign, questions to answer. A term runs from them, or a right is lost without an answer, so they cannot be switched off.',
  },
  toast: { saved: 'Your choice is saved.', allRead: 'All marked as read.', unread: 'Marked as unread.' },
  refusal: {
    'quiet-half': 'Choose both the beginning and the end of your quiet hours, or “None” for both.',
    'quiet-long': 'Quiet hours must last 1 to {{max}} hours.',
    'digest-unheard': 'The digest would come in your quiet hours. Please choose another hour.',
    'sent-once': 'This letter has been sent or is being sent, and does not go out again.',
    'not-changed': 'A letter once written cannot become somebody else’s.',
  },
} as const satisfies Shape<typeof source>
