import type { Shape } from '../shape.ts'
import type { panelSigning as source } from '../zh-CN/panel-signing.ts'

export const panelSigning = {
  signing: {
    title: 'Signing the result',
    intro:
      'The scores are frozen and this is what came out. Check it and sign: what you sign is the checksum of the record. The panel closes when every member has signed.',
    closed: 'The panel has closed; its members have signed the result.',
    hidden: 'You are in conflict with {{count}} bids; nothing of them is shown here.',
    elsewhere:
      'The {{count}} bids that other groups judged are not shown here one by one; what you sign is the whole record, with the mean and coefficient of every group.',
    hands: 'Signatures',
    me: 'you',
    agreed: 'Signed',
    dissented: 'Signed, dissenting',
    silent: 'Silent: agrees',
    waiting: 'Not signed',
    dissentOf: 'Dissent of judge {{code}}',
    silence:
      'Whoever disagrees signs and says why. Whoever has done neither by {{at}} counts as agreeing, and the chair may close the panel.',
    unanimous: 'That a score is abnormal must be found by all: every member has to sign in agreement.',
    question: 'Do you agree with this result?',
    yes: 'I agree',
    no: 'I disagree',
    noHint: 'The majority decides; your view and its reasons go into the record.',
    dissent: 'Your dissent and its reasons',
    dissentWhen: '(needed if you disagree)',
    sign: 'Sign',
    closeSilent: 'Close the panel; silence is agreement',
    closeSilentIntro: 'The time for signing is over. Members who neither signed nor gave a dissent count as agreeing.',
    reopen: 'Back to the scores',
    reopenIntro:
      'If something is found wrong before all have signed, it can be put right on the spot. This version becomes void but stays on file with the reason.',
    reason: 'Reason',
    correct: 'Correct the signed result',
    correctIntro:
      'Once signed, a result can be corrected in four cases only. A correction makes a new version that every member signs again; the old one stays and is published too.',
    kind: 'Which case it is',
    kindHint: {
      ARITHMETIC: 'Computing again gives another result. No mark is touched.',
      OUT_OF_RANGE: 'The mark lies outside what the criterion allows.',
      OBJECTIVE_UNEQUAL: 'The agreed value of an objective item is wrong.',
      ABNORMAL: 'All members must find so; the judge concerned gives the new mark.',
    },
    mark: 'Which mark',
    markHint: 'Not for an arithmetic error.',
    noMark: 'No single mark',
    agreedValue: 'agreed value',
    newPoints: 'Points after the correction',
    correctSubmit: 'Make the corrected version for all to sign',
  },
  chairBoard: {
    title: 'Before freezing, have a look',
    intro:
      'All sheets are in. What follows helps to see where judges differ; it changes no score. Bids you are in conflict with are left out.',
    severity: 'Lenient and harsh judges, and a shadow order',
    severityIntro:
      'Compared on the same bids: above nothing is lenient, below is harsh. The last column takes the leanings out; it is for the chair’s eyes and never part of the result.',
    asScored: 'Judges’ score',
    adjusted: 'Shadow',
  },
} as const satisfies Shape<typeof source>
