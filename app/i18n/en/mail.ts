import type { Shape } from '../shape.ts'
import type { mail as source } from '../zh-CN/mail.ts'

export const mail = {
  confirmEmail: {
    subject: 'Please confirm your e-mail address',
    body: 'Dear {{name}},\n\nWelcome to Commonweal. Open this link and press “Confirm” to start using your account:\n\n{{url}}\n\nThe link works for 24 hours. If you did not sign up, please ignore this letter: the account stays closed.',
  },
  resetPassword: {
    subject: 'Set a new password',
    body: 'Dear {{name}},\n\nWe were asked to set a new password for you. Open this link within 60 minutes to choose one:\n\n{{url}}\n\nThe link works once. If you did not ask for it, please ignore this letter: your password stays as it is.',
  },
  passwordChanged: {
    subject: 'Your password was changed',
    body: 'Dear {{name}},\n\nYour Commonweal password has just been changed, and all other devices were signed out.\n\nIf that was not you, set a new password now and tell the site’s administrator:\n\n{{url}}',
  },
  secondFactorChanged: {
    subject: 'Your second factor was changed',
    body: 'Dear {{name}},\n\nThe second factor of your account has just been set up, replaced or reset.\n\nIf that was not you, change your password now and tell the site’s administrator:\n\n{{url}}',
  },
  openingKeyChanged: {
    subject: 'Your opening passphrase was changed',
    body: 'Dear {{name}},\n\nThe opening passphrase of your account has just been set, changed or replaced.\n\nIf that was not you, change your sign-in password now and tell the site’s administrator and the other keyholders:\n\n{{url}}',
  },
  closingAsked: {
    subject: 'You asked that your account be closed',
    body: 'Dear {{name}},\n\nYour account will be closed on {{eraseOn}}; all devices were signed out.\n\nIf you change your mind, or if it was not you, sign in before that day, and it stays:\n\n{{url}}',
  },
  closingCalledOff: {
    subject: 'Your account stays',
    body: 'Dear {{name}},\n\nYou have just signed in, so your account will not be closed.\n\nIf that was not you, change your password now:\n\n{{url}}',
  },
  closingStopped: {
    subject: 'Your account was not closed',
    body: 'Dear {{name}},\n\nAfter you asked for the closing something new began to wait for you, so the account was not closed. Sign in to see what it is; once it is ended or handed over you can ask again:\n\n{{url}}',
  },
  accountClosed: {
    subject: 'Your account is closed',
    body: 'Hello,\n\nYour account is closed. Your name, your address and what was kept for you alone are erased. What you did is under “已注销用户 {{noText}}”. This is the last letter: once it is sent, this address is kept no longer.\n\nWhat the law keeps, and for how long:\n\n{{url}}',
  },
  dataRequestMade: {
    subject: 'Please confirm your request about personal data',
    body: 'Hello,\n\nSomebody used this address to ask about personal data. If it was you, please open this link before {{untilAt}} and confirm; the term runs from then:\n\n{{url}}\n\nThe same link shows how far your request is, so keep it. If it was not you, ignore this letter; the request is erased by itself.',
  },
  dataRequestAnswered: {
    subject: 'Your request {{requestNo}} is answered',
    body: 'Hello,\n\nYour request about personal data ({{requestNo}}) is answered: {{outcomeKey}}\n\n{{answer}}\n\nIf you do not agree you may ask again, or complain to the cyberspace administration:\n\n{{url}}',
  },
  dataRequestCame: {
    subject: 'New request about personal data: {{requestNo}}',
    body: 'Hello,\n\nA request about personal data ({{requestNo}}) has come in. Please answer it by {{dueOn}}:\n\n{{url}}',
  },
  invitation: {
    subject: '{{inviterName}} invites you to Commonweal',
    body: 'Dear {{name}},\n\n{{inviterName}} invites you to Commonweal: {{whatKey}}.\n\nOpen this link to read and accept the invitation:\n\n{{url}}\n\nIt works once, until {{expiresAt}}. If you do not know who invites you, please ignore this letter.',
  },
  accountExists: {
    subject: 'You already have a Commonweal account',
    body: 'Dear {{name}},\n\nSomebody has just tried to sign up with this address, but you already have an account: there is no need for another. Sign in here:\n\n{{url}}\n\nIf you no longer know your password, set a new one here:\n\n{{forgotUrl}}\n\nIf that was not you, please ignore this letter: nothing has changed.',
  },
  pledgeMade: {
    subject: 'Your pledge: {{appealTitle}}',
    body: 'Dear {{name}},\n\nThank you for pledging {{amountFen}} to “{{appealTitle}}”. Please transfer the money by {{dueOn}} to this account:\n\n{{bankText}}\n\nYour code is {{codeText}}; please keep it. With it you see what becomes of your pledge, withdraw it and print the receipt:\n\n{{url}}\n\nYou may withdraw until you transfer. If the money does not come in time, your place is free for others.',
  },
  pledgeReceived: {
    subject: 'Donation received: {{appealTitle}}',
    body: 'Dear {{name}},\n\nYour donation of {{amountFen}} to “{{appealTitle}}” has arrived and is held for you. It is passed on once its purpose is certain; otherwise all of it goes back.\n\nPrint the receipt with your code:\n\n{{url}}',
  },
  pledgePassed: {
    subject: 'Donation used: {{appealTitle}}',
    body: 'Dear {{name}},\n\nYour donation of {{amountFen}} to “{{appealTitle}}” was passed to the fund and is used for this purpose. Thank you.\n\nSee it with your code:\n\n{{url}}',
  },
  pledgeToReturn: {
    subject: 'Your donation goes back to you: {{appealTitle}}',
    body: 'Dear {{name}},\n\nYour donation of {{amountFen}} to “{{appealTitle}}” goes back to you in full. {{whyKey}} {{reason}}\n\nWe will write again when finance has sent it. See it with your code:\n\n{{url}}',
  },
  pledgeReturned: {
    subject: 'Donation returned: {{appealTitle}}',
    body: 'Dear {{name}},\n\nYour donation of {{amountFen}} to “{{appealTitle}}” was returned. Thank you for your kindness.\n\nSee it with your code:\n\n{{url}}',
  },
  pledgeEnded: {
    subject: 'Pledge over: {{appealTitle}}',
    body: 'Dear {{name}},\n\nYour pledge of {{amountFen}} to “{{appealTitle}}” no longer holds a place. {{whyKey}}\n\nPlease send no money. If you have sent it already, do not worry: if it can still count it does, otherwise it goes back to you. See it with your code:\n\n{{url}}',
  },
  giftStated: {
    subject: 'Please confirm your gift: {{projectTitle}}',
    body: 'Dear {{name}},\n\n{{organizationName}} entered what you gave to “{{projectTitle}}”: {{what}}, valued at {{valueFen}}.\n\nPlease open the link, check it and confirm, or say what is wrong. Nothing is public before you confirm:\n\n{{url}}\n\nIf you gave nothing of the kind, please choose “Something is wrong”.',
  },
  digest: {
    subject: 'Your digest: letters: {{countText}}',
    body: 'Hello,\n\nas you chose, these letters are gathered in one ({{countText}}):\n\n{{listText}}\n\nRead them in your inbox:\n\n{{url}}\n\nChange what comes in the digest, and when:\n\n{{settingsUrl}}',
  },
  digestMore: 'And {{restText}} more, in your inbox.',
  ledgerBroken: {
    subject: 'The books failed their check',
    body: 'Hello,\n\nThe daily check at {{inspectedAt}} found {{countText}} breaches of the rules of the ledger. Stop payments at once, see which rule does not hold, and keep the database as it is for the inquiry:\n\n{{url}}',
  },
  chainBroken: {
    subject: 'The records failed their check',
    body: 'Hello,\n\nThe daily check at {{inspectedAt}} computed the chain of the records again and found {{countText}} places where it does not hold: a record was changed, taken out or added past the rules. See which, and keep the database as it is for the inquiry:\n\n{{url}}',
  },
  callReturned: {
    subject: 'Call returned for changes: {{callTitle}}',
    body: 'Hello,\n\nThe call “{{callTitle}}” was not approved for publication and came back for changes, with this remark:\n\n{{reason}}\n\nPlease change it and submit it again:\n\n{{url}}',
  },
  callPublished: {
    subject: 'Call published: {{callTitle}}',
    body: 'Hello,\n\n{{bodyName}} has published “{{callTitle}}”. Bids close at {{deadlineAt}}.\n\nRead the call:\n\n{{url}}',
  },
  callEnded: {
    subject: '{{outcomeKey}}: {{callTitle}}',
    body: 'Hello,\n\n“{{callTitle}}” — {{outcomeKey}}: {{codeKey}}.\n\n{{reason}}\n\nSealed bids stay closed, and a review that was under way stops. The notice:\n\n{{url}}',
  },
  questionAsked: {
    subject: 'A question about {{callTitle}}',
    body: 'Hello,\n\nAn organization asks about “{{callTitle}}”:\n\n{{question}}\n\nPlease answer soon; the answer is published to all:\n\n{{url}}',
  },
  questionAnswered: {
    subject: 'A question is answered: {{callTitle}}',
    body: 'Hello,\n\nA question about “{{callTitle}}” has an answer, published to all.\n\nQuestion: {{question}}\n\nAnswer: {{answer}}\n\n{{url}}',
  },
  callAmended: {
    subject: 'The call is amended; confirm your bid again: {{callTitle}}',
    body: 'Hello,\n\n“{{callTitle}}” has been amended. Why:\n\n{{reason}}\n\nA sealed bid must be confirmed again by the certifier before the deadline, or be withdrawn and sealed anew; one that is not confirmed stays closed. Deadline: {{deadlineAt}}.\n\n{{url}}',
  },
  callExtended: {
    subject: 'More time for bidding: {{callTitle}}',
    body: 'Hello,\n\nThe deadline of “{{callTitle}}” is now {{deadlineAt}}. Why:\n\n{{reason}}\n\nSealed bids stand as they are.\n\n{{url}}',
  },
  callSuspended: {
    subject: 'The call is suspended: {{callTitle}}',
    body: 'Hello,\n\n“{{callTitle}}” is suspended. Why:\n\n{{reason}}\n\nUntil it is resumed nothing is sealed or opened; the deadline then moves by that time.\n\n{{url}}',
  },
  callResumed: {
    subject: 'The call goes on: {{callTitle}}',
    body: 'Hello,\n\n“{{callTitle}}” goes on. Its new deadline: {{deadlineAt}}.\n\n{{url}}',
  },
  bidsToOpen: {
    subject: 'The bids can be opened: {{callTitle}}',
    body: 'Hello,\n\nThe deadline of “{{callTitle}}” has come. Two officers may now open its bids together:\n\n{{url}}',
  },
  questionsEnd: {
    subject: 'Last day for questions: {{callTitle}}',
    body: 'Hello,\n\nToday is the last day for questions about “{{callTitle}}”. Please see whether one is still without an answer:\n\n{{url}}',
  },
  decisionLate: {
    subject: 'The decision is overdue: {{callTitle}}',
    body: 'Hello,\n\nEvery member has signed the panel’s report on “{{callTitle}}”; the term for the decision is over, and no result is published. Please see to it:\n\n{{url}}',
  },
  bidSealed: {
    subject: 'Bid sealed: {{callTitle}}',
    body: 'Hello,\n\nThe bid of {{organizationName}} for “{{callTitle}}” was sealed at {{sealedAt}}, receipt number {{receiptNo}}. Nobody can read it before the opening.\n\nSee the receipt:\n\n{{url}}\n\nUntil the deadline you may withdraw it and seal a new one. Keep the code you were given when sealing: only it can read your own copy.',
  },
  seatOffered: {
    subject: 'Invitation to a panel: {{callTitle}}',
    body: 'Hello,\n\n{{bodyName}} invites you to the panel of “{{callTitle}}”. Please look at the list of bidders first and declare whether you have any conflict of interest.\n\nGo to the panel:\n\n{{url}}',
  },
  clarificationAsked: {
    subject: 'A question about your bid: {{callTitle}}',
    body: 'Hello,\n\nSomething in your bid for “{{callTitle}}” needs explaining in writing. Please answer before {{answerAt}}; after that it is decided on what there is.\n\nRead and answer:\n\n{{url}}',
  },
  budgetReviewed: {
    subject: 'Budget review, please answer: {{callTitle}}',
    body: 'Hello,\n\nThe budget of your bid for “{{callTitle}}” has been reviewed. Asked: {{askedFen}}; approved: {{approvedFen}}. Please accept the approved sum or withdraw by {{answerAt}}; without an answer your bid goes on with the approved sum.\n\nRead the reasons line by line and answer:\n\n{{url}}',
  },
  pitchSet: {
    subject: 'Your pitch: {{callTitle}}',
    body: 'Hello,\n\nThe order of the pitches for “{{callTitle}}” has been drawn. Yours begins {{beginsAt}} and takes {{minutesText}} minutes. Place: {{placeText}}\n\nPlease be there or online in good time:\n\n{{url}}',
  },
  adviceGiven: {
    subject: 'Please optimise your project: {{callTitle}}',
    body: 'Hello,\n\nThere is advice on your project that is to be funded under “{{callTitle}}”. Please change your plan and answer point by point; the agreement follows once that is accepted:\n\n{{url}}',
  },
  adviceNone: {
    subject: 'Nothing to change in your project: {{callTitle}}',
    body: 'Hello,\n\nYour project that is to be funded under “{{callTitle}}” needs no changes; the agreement follows. Read why:\n\n{{url}}',
  },
  adviceAnswered: {
    subject: 'Advice answered: {{callTitle}}',
    body: 'Hello,\n\n{{organizationName}} has answered the advice under “{{callTitle}}”. Please accept it or advise again:\n\n{{url}}',
  },
  rehearsalInvited: {
    subject: 'Invitation to a rehearsal: {{callTitle}}',
    body: 'Hello,\n\nYou are invited to a rehearsal: “{{callTitle}}”. It runs step by step as a real call does, but nothing comes of it: no award, no money, nothing public. Bids are due by {{deadlineAt}}.\n\nSign in to read it and try a bid:\n\n{{url}}',
  },
  invitedAlone: {
    subject: 'Invitation to a single-source purchase: {{callTitle}}',
    body: 'Hello,\n\nThe single-source notice of “{{callTitle}}” is over. {{organizationName}} is invited to send its offer by {{deadlineAt}}. Offers are sealed and opened together; then the price is negotiated.\n\n{{url}}',
  },
  negotiatedNoticed: {
    subject: 'Result of the negotiation: {{callTitle}}',
    body: 'Hello,\n\nAfter negotiation, “{{callTitle}}” is to go to {{organizationName}} for {{amountFen}}. The notice stands until {{noticeEndsOn}}; the contract follows.\n\n{{url}}',
  },
  singleObjected: {
    subject: 'Objection to a single-source notice: {{callTitle}}',
    body: 'Hello,\n\n{{filerName}} objects to the single-source notice of “{{callTitle}}”. The purchase cannot go on before it is answered:\n\n{{url}}',
  },
  singleAnswered: {
    subject: 'Your objection is answered: {{callTitle}}',
    body: 'Hello,\n\nYour objection to the single-source notice of “{{callTitle}}” has been answered:\n\n{{answer}}\n\n{{url}}',
  },
  drawn: {
    subject: 'You have been drawn for a panel: {{callTitle}}',
    body: 'Hello,\n\nA random draw has chosen you to judge “{{callTitle}}” of {{bodyName}}. Please answer before {{answerAt}}; after that the next reserve is asked. Please tell nobody about the panel or your part in it.\n\nRead and answer:\n\n{{url}}',
  },
  resultToSign: {
    subject: 'Please sign the result: {{callTitle}}',
    body: 'Hello,\n\nThe panel’s result for “{{callTitle}}” has been computed. Please check and sign it. If you disagree, say why when you sign; silence counts as agreement.\n\nRead and sign:\n\n{{url}}',
  },
  resultProposed: {
    subject: 'To be awarded: {{callTitle}}',
    body: 'Hello,\n\nThe result of “{{callTitle}}” is public. {{organizationName}} came no. {{rankText}} of {{countText}} with {{totalText}} points and is to be awarded {{amountFen}}.\n\nThe notice stands until {{noticeEndsOn}}. When it is over and no objection is open, the buyer awards and drafts the contract.\n\nScores and comments:\n\n{{url}}',
  },
  resultReserve: {
    subject: 'On the reserve list: {{callTitle}}',
    body: 'Hello,\n\nThe result of “{{callTitle}}” is public. {{organizationName}} came no. {{rankText}} of {{countText}} with {{totalText}} points and is on the reserve list. If somebody drops out, reserves follow in rank order, with a notice of their own.\n\nThe notice stands until {{noticeEndsOn}}. Objections in writing by {{objectUntilOn}}.\n\nScores and comments:\n\n{{url}}',
  },
  resultPublished: {
    subject: 'Result: {{callTitle}}',
    body: 'Hello,\n\nThe result of “{{callTitle}}” is public. {{organizationName}} was not chosen: no. {{rankText}} of {{countText}} with {{totalText}} points. Each judge’s points and reasons are here, for the next time:\n\n{{url}}\n\nThe notice stands until {{noticeEndsOn}}. Objections in writing by {{objectUntilOn}}. Thank you for taking part.',
  },
  reservePromoted: {
    subject: 'Reserve promoted: {{callTitle}}',
    body: 'Hello,\n\nA place in “{{callTitle}}” became free; {{organizationName}} is next in rank, with {{amountFen}}. The notice stands until {{noticeEndsOn}}.\n\n{{url}}',
  },
  awardMade: {
    subject: 'Award letter: {{callTitle}}',
    body: 'Hello,\n\nThe notice of “{{callTitle}}” is over. {{organizationName}} is awarded {{amountFen}}; the project number is {{projectNo}}. The contract is being drafted.\n\n{{url}}',
  },
  awardRevoked: {
    subject: 'Award revoked: {{callTitle}}',
    body: 'Hello,\n\nThe award of “{{callTitle}}” to {{organizationName}} was revoked. The reason:\n\n{{reason}}\n\n{{url}}',
  },
  resultSetAside: {
    subject: 'Result set aside: {{callTitle}}',
    body: 'Hello,\n\nThe published result of “{{callTitle}}” was set aside. The bid of {{organizationName}} goes to a new panel; nothing has to be handed in again. The reason:\n\n{{reason}}\n\n{{url}}',
  },
  remedyFiled: {
    subject: 'Filed: {{callTitle}}',
    body: 'Hello,\n\n{{filerName}} filed about “{{callTitle}}”: {{subject}}.\n\nPlease answer in writing within the term:\n\n{{url}}',
  },
  remedyAnswered: {
    subject: 'Answered: {{subject}}',
    body: 'Hello,\n\nWhat you filed about “{{callTitle}}” (“{{subject}}”) was answered: {{outcomeKey}}.\n\nThe answer:\n\n{{url}}',
  },
  awardSuspended: {
    subject: 'On hold: {{callTitle}}',
    body: 'Hello,\n\nAn objection or a complaint about “{{callTitle}}” was filed. Until it is answered nothing is awarded or signed; {{organizationName}} has nothing to do.\n\n{{url}}',
  },
  partyToSign: {
    subject: 'Please sign a contract: {{projectTitle}}',
    body: 'Hello,\n\n{{bodyName}} has offered the contract of “{{projectTitle}}”, to which you are a party. Please check all of it, and what you undertake in it, and sign it:\n\n{{url}}',
  },
  amendmentPartyToSign: {
    subject: 'Please sign an amendment: {{projectTitle}}',
    body: 'Hello,\n\nthe contract of “{{projectTitle}}” with {{bodyName}}, to which you are a party, is to be amended. The reason: {{reason}}\n\nPlease check what changes, and sign it:\n\n{{url}}',
  },
  contractOffered: {
    subject: 'Contract to sign: {{projectTitle}}',
    body: 'Hello,\n\n{{bodyName}} offers the contract for “{{projectTitle}}”. Please check its terms, milestones and payments, then sign it:\n\n{{url}}',
  },
  contractSigned: {
    subject: 'Contract signed: {{projectTitle}}',
    body: 'Hello,\n\n{{organizationName}} has signed the contract for “{{projectTitle}}”. The project begins.\n\nSee the project:\n\n{{url}}',
  },
  reportSubmitted: {
    subject: 'Milestone report to review: {{projectTitle}}',
    body: 'Hello,\n\n{{organizationName}} has submitted its report on milestone “{{milestoneTitle}}” of “{{projectTitle}}”. Please review it:\n\n{{url}}',
  },
  reportReturned: {
    subject: 'Milestone report returned: {{projectTitle}}',
    body: 'Hello,\n\nThe report on milestone “{{milestoneTitle}}” of “{{projectTitle}}” came back; this is missing:\n\n{{reason}}\n\nPlease complete it and submit it again:\n\n{{url}}',
  },
  ownershipOffered: {
    subject: 'You are asked to take over {{organizationName}}',
    body: 'Hello,\n\n{{personName}} would like to hand the role of owner of “{{organizationName}}” over to you. If you accept, you manage its people, and they are no longer its owner.\n\nAccept or decline here:\n\n{{url}}',
  },
  ownershipAnswered: {
    subject: 'Handing over {{organizationName}}',
    body: 'Hello,\n\nOn handing over “{{organizationName}}”: {{personName}} {{answerKey}}.\n\nSee it here:\n\n{{url}}',
  },
  tieStated: {
    subject: 'A tie was stated: {{organizationName}}',
    body: 'Hello,\n\nA tie between “{{organizationName}}” and {{bodyName}} is public now ({{aspectKey}}). If it is not so, please ask the other side to put it right.\n\nSee it here:\n\n{{url}}',
  },
  hubNamed: {
    subject: 'Named a hub: {{organizationName}}',
    body: 'Hello,\n\nThe registry has named “{{organizationName}}” a hub organization ({{documentNo}}). You can invite members now, recommend them, and publish reports on what you do for them.\n\nOpen it here:\n\n{{url}}',
  },
  hubMembershipAsked: {
    subject: 'Membership of a hub: {{organizationName}}',
    body: 'Hello,\n\n“{{organizationName}}” asks for a membership; the hub is “{{hubName}}”. Please say whether you agree.\n\nAnswer here:\n\n{{url}}',
  },
  hubMembershipTurned: {
    subject: 'Membership of a hub: {{organizationName}} {{turnKey}}',
    body: 'Hello,\n\n“{{organizationName}}” {{turnKey}}.\n\nSee it here:\n\n{{url}}',
  },
  hubEnded: {
    subject: 'No hub any more: {{organizationName}}',
    body: 'Hello,\n\nFrom {{endedOn}} on “{{organizationName}}” is no hub organization any more. The registry’s reason:\n\n{{reason}}\n\nSee it here:\n\n{{url}}',
  },
  registryChanged: {
    subject: 'Registered facts of your organization were changed: {{organizationName}}',
    body: 'Hello,\n\n{{bodyName}} brought what it keeps of “{{organizationName}}” up to date from its register (such as the seat, the day of founding, the legal representative or the business scope). Please look at it. If something is wrong, write to that office; what is your own to say you can change there yourself:\n\n{{url}}',
  },
  organizationEnded: {
    subject: 'The organization has ended: {{organizationName}}',
    body: 'Hello,\n\nThe registry has entered the end of “{{organizationName}}” ({{kindKey}}, {{documentNo}}). Its projects and records stay readable.\n\nSee it here:\n\n{{url}}',
  },
  savedSearchNew: {
    subject: 'New in “{{searchName}}”: {{countText}}',
    body: 'Hello,\n\nNew in your saved search “{{searchName}}”: {{countText}}.\n\n{{thingsList}}\n\nSee all results:\n\n{{url}}\n\nChange or remove your saved searches:\n\n{{manageUrl}}',
  },
  followNews: {
    subject: 'News of “{{thingTitle}}”',
    body: 'Hello,\n\nNew about “{{thingTitle}}”, which you follow: {{countText}}.\n\n{{newsList}}\n\nSee more:\n\n{{url}}\n\nWhat you follow:\n\n{{manageUrl}}',
  },
  stop: 'No more letters of this kind (no need to sign in):\n\n{{stopUrl}}',
  documentExpiring: {
    subject: 'A document expires soon: {{documentKey}}',
    body: 'Hello,\n\nA document of “{{organizationName}}” is valid until {{validUntilOn}}: {{documentKey}} {{documentTitle}}\n\nOnce it has expired it no longer counts for bids and payments. Please renew it in time and add the new one.\n\nSee your documents:\n\n{{url}}',
  },
  calloutCancelled: {
    subject: 'Called off: {{calloutTitle}}',
    body: 'Hello,\n\n{{organizationName}} called off “{{calloutTitle}}” ({{startsAt}}), for which you had signed up. The reason: {{reason}}\n\nWe are sorry.\n\n{{url}}',
  },
  staffCertificateExpiring: {
    subject: 'A staff certificate runs out: {{certificateKey}}',
    body: 'Hello,\n\nThe certificate of one of the staff of “{{organizationName}}” ({{certificateKey}}) is valid until {{validUntilOn}}. After that the post is shown as without a certificate. Please have it renewed and add the new one.\n\nSee it here:\n\n{{url}}',
  },
  milestoneDue: {
    subject: 'A milestone report is due soon: {{projectTitle}}',
    body: 'Hello,\n\nThe report on milestone “{{milestoneTitle}}” of “{{projectTitle}}” is due by {{dueOn}}.\n\nWrite it here:\n\n{{url}}',
  },
  milestoneLate: {
    subject: 'A milestone report is late: {{projectTitle}}',
    body: 'Hello,\n\nThe report on milestone “{{milestoneTitle}}” of “{{projectTitle}}” was due by {{dueOn}} and is not there yet. If it takes longer, please propose a change of the contract.\n\nWrite it here:\n\n{{url}}',
  },
  reviewDue: {
    subject: 'A milestone report waits for you: {{projectTitle}}',
    body: 'Hello,\n\nThe report of {{organizationName}} on milestone “{{milestoneTitle}}” of “{{projectTitle}}” is to be decided by {{dueOn}}:\n\n{{url}}',
  },
  term: {
    BID: 'Draft bid to be sealed',
    BID_CONFIRMATION: 'Amended call to be confirmed',
    PARTNERSHIP: 'Partnership to be answered',
    QUESTION: 'Questions to be answered',
    CLARIFICATION: 'Clarification to be given',
    BUDGET_REVIEW: 'Reviewed budget to be answered',
    DRAW: 'Invitation to a panel to be answered',
    FINDING: 'Audit finding to be answered',
    CLAWBACK: 'Money to be returned',
    HANDOVER: 'Question on taking over to be answered',
    OBSERVATION: 'Observation to be answered',
    EVALUATION: 'Evaluation to be finished',
    EVALUATION_REPLY: 'Evaluation to be commented on',
    EVALUATION_FIX: 'Improvement to be made',
    REMEDY: 'Inquiry, objection or complaint to be answered',
    CREDIT_REQUEST: 'Credit application to be decided',
    SUPPLIER_EXIT: 'Reply before leaving a suppliers’ list',
    TENANCY_CHECK: 'Application to an incubator to be checked',
    TENANCY_NOTICE: 'Notice to leave to be answered',
    MINUTES: 'Minutes to be published',
    DONATION_ACCOUNT: 'Account of an appeal to be given',
  },
  termNear: {
    subject: 'Due soon: {{whatKey}}: {{title}}',
    body: 'Hello,\n\n“{{title}}”: {{whatKey}}, until the end of {{dueOn}}. After that a right may be lost, or it may weigh on the record of a project or an organization.\n\nOpen:\n\n{{url}}',
  },
  termHourNear: {
    subject: 'Closes soon: {{whatKey}}: {{title}}',
    body: 'Hello,\n\n“{{title}}”: {{whatKey}}, until {{dueAt}}. Nothing is taken after that.\n\nOpen:\n\n{{url}}',
  },
  quarterlyDue: {
    subject: 'A quarterly report is due soon: {{projectTitle}}',
    body: 'Hello,\n\nThe quarterly report of “{{projectTitle}}” is to be signed off by {{dueOn}}.\n\nWrite it here:\n\n{{url}}',
  },
  quarterlyLate: {
    subject: 'A quarterly report is late: {{projectTitle}}',
    body: 'Hello,\n\nThe quarterly report of “{{projectTitle}}” was to be signed off by {{dueOn}} and is not there yet.\n\nWrite it here:\n\n{{url}}',
  },
  quarterlyWaits: {
    subject: 'A quarterly report waits for you: {{projectTitle}}',
    body: 'Hello,\n\nThe quarterly report of {{organizationName}} on “{{projectTitle}}” waits for you:\n\n{{url}}',
  },
  quarterlyReturned: {
    subject: 'A quarterly report came back: {{projectTitle}}',
    body: 'Hello,\n\nThe quarterly report of “{{projectTitle}}” came back; this is to be changed:\n\n{{reason}}\n\nPlease change it and send it again:\n\n{{url}}',
  },
  milestoneAcceptedInPart: {
    subject: 'Milestone accepted in part: {{projectTitle}}',
    body: 'Hello,\n\nMilestone “{{milestoneTitle}}” of “{{projectTitle}}” was accepted in part; {{amountFen}} of its payment is on the way. What becomes of the rest, and what was found on each part:\n\n{{url}}',
  },
  reportRejected: {
    subject: 'Milestone not accepted: {{projectTitle}}',
    body: 'Hello,\n\nMilestone “{{milestoneTitle}}” of “{{projectTitle}}” was not accepted:\n\n{{reason}}\n\nYou may object within {{daysText}} working days; another official will decide on it:\n\n{{url}}',
  },
  reportAppealed: {
    subject: 'Objection to a decision on a milestone: {{projectTitle}}',
    body: 'Hello,\n\n{{organizationName}} objects to the decision on milestone “{{milestoneTitle}}” of “{{projectTitle}}”:\n\n{{reason}}\n\nAn approver who did not make that decision is to look at it again:\n\n{{url}}',
  },
  appealDecided: {
    subject: 'Your objection was decided: {{projectTitle}}',
    body: 'Hello,\n\nThe objection on milestone “{{milestoneTitle}}” of “{{projectTitle}}” was looked at: {{outcomeKey}}.\n\n{{reason}}\n\nSee the details:\n\n{{url}}',
  },
  reportEscalated: {
    subject: 'A milestone report waits too long: {{projectTitle}}',
    body: 'Hello,\n\nThe report of {{organizationName}} on milestone “{{milestoneTitle}}” of “{{projectTitle}}” was to be decided by {{dueOn}} and is not yet. Please see to it:\n\n{{url}}',
  },
  milestoneAccepted: {
    subject: 'Milestone accepted: {{projectTitle}}',
    body: 'Hello,\n\nMilestone “{{milestoneTitle}}” of “{{projectTitle}}” was accepted; its payment is on the way.\n\nSee the details:\n\n{{url}}',
  },
  trancheReleased: {
    subject: 'Payment released: {{projectTitle}}',
    body: 'Hello,\n\nA payment of {{amountFen}} for “{{projectTitle}}” was released to {{organizationName}}.\n\nSee the money of the project:\n\n{{url}}',
  },
  paymentMissing: {
    subject: 'A payment did not arrive: {{projectTitle}}',
    body: 'Hello,\n\n{{organizationName}} says that a payment of {{amountFen}} released for “{{projectTitle}}” did not arrive:\n\n{{reason}}\n\nPlease check the payment orders:\n\n{{url}}',
  },
  payoutDeclared: {
    subject: 'Please check a new bank account: {{organizationName}}',
    body: 'Hello,\n\n{{personName}} entered a bank account ending in {{tailText}} for {{organizationName}}. Once another owner or certifier confirms it, payments go there.\n\nIf you know nothing of this, withdraw it at once and tell the administrators:\n\n{{url}}',
  },
  payoutConfirmed: {
    subject: 'Bank account changed: {{organizationName}}',
    body: 'Hello,\n\n{{personName}} put the bank account of {{organizationName}} ending in {{tailText}} in force. Payments go there from now on.\n\nIf that is wrong, enter the right account at once and tell the buyer:\n\n{{url}}',
  },
  paymentApproved: {
    subject: 'A payment was agreed to: {{projectTitle}}',
    body: 'Hello,\n\n{{personName}} agreed to a payment of {{amountFen}} for “{{projectTitle}}” that is above a limit. It can be paid now:\n\n{{url}}',
  },
  partnerAsked: {
    subject: 'Will you join this bid: {{callTitle}}',
    body: 'Hello,\n\n{{organizationName}} is preparing a bid for “{{callTitle}}” and asks your organization to take part as a partner. An owner or certifier reads what it asks and answers before the bid is sealed. Deadline: {{deadlineAt}}.\n\n{{url}}',
  },
  partnerTold: {
    subject: 'A joint bid changed: {{callTitle}}',
    body: 'Hello,\n\nThis is about the joint bid for “{{callTitle}}” led by {{organizationName}}. {{whatKey}}\n\n{{url}}',
  },
  partnerAnswered: {
    subject: 'A partner has answered: {{callTitle}}',
    body: 'Hello,\n\n{{organizationName}} on the bid for “{{callTitle}}”: {{answerKey}}.\n\n{{url}}',
  },
  objectionRaised: {
    subject: 'Objection raised: {{projectTitle}}',
    body: 'Hello,\n\n{{bodyName}} has raised an objection to “{{projectTitle}}”; payments rest until it is closed. It says:\n\n{{reason}}\n\nRead and answer it:\n\n{{url}}',
  },
  amendmentOffered: {
    subject: 'Contract change to answer: {{projectTitle}}',
    body: 'Hello,\n\nA change of the contract of “{{projectTitle}}” was proposed: {{whatKey}}. Reason:\n\n{{reason}}\n\nPlease compare before and after, and sign or say why not:\n\n{{url}}',
  },
  amendmentInForce: {
    subject: 'Contract change in force: {{projectTitle}}',
    body: 'Hello,\n\nAmendment {{numberText}} ({{whatKey}}) of “{{projectTitle}}” ({{organizationName}}) is in force.\n\nWhat changed, with its checksum:\n\n{{url}}',
  },
  amendmentRefused: {
    subject: 'Contract change not agreed: {{projectTitle}}',
    body: 'Hello,\n\nThe change of the contract of “{{projectTitle}}” was not agreed; the contract goes on as it was. Reason:\n\n{{reason}}\n\nRead it here:\n\n{{url}}',
  },
  haltProposed: {
    subject: 'To decide: {{whatKey}}, “{{projectTitle}}”',
    body: 'Hello,\n\nAn officer proposes for “{{projectTitle}}”: {{whatKey}}. Reason:\n\n{{reason}}\n\nPlease decide:\n\n{{url}}',
  },
  expenseQuestioned: {
    subject: 'Please explain an expense: {{projectTitle}}',
    body: 'Hello,\n\nThe buyer asks about {{amountFen}} paid to {{payee}} for “{{projectTitle}}”:\n\n{{reason}}\n\nExplain:\n\n{{url}}',
  },
  expenseDisallowed: {
    subject: 'An expense is not recognized: {{projectTitle}}',
    body: 'Hello,\n\n{{amountFen}} paid to {{payee}} for “{{projectTitle}}” is not recognized and does not count in the project’s account. Reason:\n\n{{reason}}\n\nRead:\n\n{{url}}',
  },
  cofundingRecorded: {
    subject: 'Please check co-funding: {{projectTitle}}',
    body: 'Hello,\n\n{{organizationName}} recorded {{amountFen}} of co-funding for “{{projectTitle}}”. Please check it against its voucher:\n\n{{url}}',
  },
  cofundingRefused: {
    subject: 'Co-funding not accepted: {{projectTitle}}',
    body: 'Hello,\n\nThe {{amountFen}} of co-funding recorded for “{{projectTitle}}” was not accepted. The reason:\n\n{{reason}}\n\nSee it, or record it again corrected:\n\n{{url}}',
  },
  clawbackProposed: {
    subject: 'To decide: return of money, {{projectTitle}}',
    body: 'Hello,\n\nAn official proposes for “{{projectTitle}}”: {{groundKey}} {{amountFen}}. Reason:\n\n{{reason}}\n\nDecide:\n\n{{url}}',
  },
  clawbackOrdered: {
    subject: 'Please return money: {{projectTitle}}',
    body: 'Hello,\n\n{{bodyName}} decided for “{{projectTitle}}”: {{groundKey}} {{amountFen}}, by {{dueOn}}. Reason:\n\n{{reason}}\n\nAgree or object:\n\n{{url}}',
  },
  creditEntered: {
    subject: 'A credit record about your organization: {{kindKey}}',
    body: 'Hello,\n\n{{bodyName}} entered a credit record about your organization: {{kindKey}}, document {{documentNo}}.\n\n{{summary}}\n\nIf it was put right, or is wrong, you may apply for repair or correction:\n\n{{url}}',
  },
  needRaised: {
    subject: 'A need was raised: {{needTitle}}',
    body: 'Hello,\n\nSomebody in {{regionName}} raised a need: “{{needTitle}}”. Please read it, take personal details out and publish it:\n\n{{url}}',
  },
  needMoved: {
    subject: 'News of the need you raised: {{needTitle}}',
    body: 'Hello,\n\nThe need you raised, “{{needTitle}}” ({{needNo}}): {{stateKey}}.\n\n{{reason}}\n\nRead:\n\n{{url}}',
  },
  taskApplied: {
    subject: 'To decide: task for communities, {{taskTitle}}',
    body: 'Hello,\n\n{{department}} applies to send “{{taskTitle}}” down to communities. Please decide:\n\n{{url}}',
  },
  taskDecided: {
    subject: 'Decided: task for communities, {{taskTitle}}',
    body: 'Hello,\n\n“{{taskTitle}}”: {{outcomeKey}}. Reasons:\n\n{{reason}}\n\nRead:\n\n{{url}}',
  },
  venueAsked: {
    subject: 'To confirm: a booking of {{venueName}}',
    body: 'Hello,\n\nAn organization asks for “{{venueName}}” on {{heldOn}}, {{clockText}}. Please confirm it or say why not:\n\n{{url}}',
  },
  venueDecided: {
    subject: 'Your booking of {{venueName}}: {{stateKey}}',
    body: 'Hello,\n\nYour booking of “{{venueName}}” on {{heldOn}}, {{clockText}}: {{stateKey}}.\n\n{{reason}}\n\nRead:\n\n{{url}}',
  },
  venueGivenUp: {
    subject: 'A booking of {{venueName}} was cancelled',
    body: 'Hello,\n\nThe organization that asked for “{{venueName}}” on {{heldOn}}, {{clockText}}, no longer needs it. The time is free again. Reason:\n\n{{reason}}\n\nRead:\n\n{{url}}',
  },
  creditRequested: {
    subject: 'To decide: {{requestKey}}, {{organizationName}}',
    body: 'Hello,\n\n{{organizationName}} applies: {{requestKey}}. To be answered by {{dueOn}}:\n\n{{url}}',
  },
  creditDecided: {
    subject: 'Decided: {{requestKey}}',
    body: 'Hello,\n\n{{requestKey}}: {{outcomeKey}}. Reasons:\n\n{{reason}}\n\nRead:\n\n{{url}}',
  },
  ratingApplied: {
    subject: '{{organizationName}} applies to be rated',
    body: 'Hello,\n\n{{organizationName}} applies to be rated. Please find whether it is eligible:\n\n{{url}}',
  },
  ratingChecked: {
    subject: 'Your application to be rated: {{outcomeKey}}',
    body: 'Hello,\n\nyour application to be rated: {{outcomeKey}}.\n\n{{reason}}\n\nSee it here:\n\n{{url}}',
  },
  ratingNoticed: {
    subject: 'Your rating is announced: {{gradeText}}',
    body: 'Hello,\n\nthe committee gave {{pointsText}} points, grade {{gradeText}}; it is announced until {{untilOn}}. Until then you may complain:\n\n{{url}}',
  },
  ratingConfirmed: {
    subject: 'Your rating is confirmed: {{gradeText}}',
    body: 'Hello,\n\nyour grade {{gradeText}} is confirmed, document {{documentNo}}:\n\n{{url}}',
  },
  ratingComplained: {
    subject: 'A complaint of the rating of {{organizationName}}',
    body: 'Hello,\n\nsomebody complains of the announced rating of {{organizationName}}. Whoever neither visited nor decided, please answer:\n\n{{url}}',
  },
  ratingComplaintAnswered: {
    subject: 'Complaint of your rating: {{outcomeKey}}',
    body: 'Hello,\n\na complaint of your announced rating: {{outcomeKey}}.\n\n{{reason}}\n\nSee it here:\n\n{{url}}',
  },
  ratingComplaintReplied: {
    subject: 'Your complaint of the rating of {{organizationName}}: {{outcomeKey}}',
    body: 'Hello,\n\nyour complaint of the announced rating of {{organizationName}} is answered: {{outcomeKey}}.\n\n{{reason}}\n\nSee it here:\n\n{{url}}',
  },
  ratingRevoked: {
    subject: 'Your grade {{gradeText}} is taken away',
    body: 'Hello,\n\nyour grade {{gradeText}} is taken away, document {{documentNo}}. The reason:\n\n{{reason}}\n\nSee it here:\n\n{{url}}',
  },
  ratingExpiring: {
    subject: 'Your grade {{gradeText}} ends on {{dueOn}}',
    body: 'Hello,\n\nyour grade {{gradeText}} counts until {{dueOn}}. After that it does not count where calls ask for one; you may apply to be rated again:\n\n{{url}}',
  },
  annualReportDue: {
    subject: 'Annual report for {{yearText}} due by {{dueOn}}',
    body: 'Hello,\n\nthe annual report for {{yearText}} is due by {{dueOn}}. What the site knows is filled in already:\n\n{{url}}',
  },
  annualReportLate: {
    subject: 'Annual report for {{yearText}} is late',
    body: 'Hello,\n\nthe annual report for {{yearText}} was due by {{dueOn}} and has not come. Please hand it in: being late can lead to the abnormal activity list:\n\n{{url}}',
  },
  annualReportSubmitted: {
    subject: 'To review: annual report of {{organizationName}} for {{yearText}}',
    body: 'Hello,\n\n{{organizationName}} handed in its annual report for {{yearText}}:\n\n{{url}}',
  },
  annualReportReturned: {
    subject: 'Annual report for {{yearText}} given back',
    body: 'Hello,\n\nthe annual report for {{yearText}} is given back. Please mend it and hand it in again:\n\n{{reason}}\n\n{{url}}',
  },
  annualReportConcluded: {
    subject: 'Annual inspection for {{yearText}}: {{conclusionKey}}',
    body: 'Hello,\n\nthe annual inspection for {{yearText}}: {{conclusionKey}}, document {{documentNo}}.\n\n{{reason}}\n\nSee it here:\n\n{{url}}',
  },
  assignmentDue: {
    subject: 'The task “{{assignmentTitle}}” is due on {{dueOn}}',
    body: 'Hello,\n\nThe task “{{assignmentTitle}}”, which your body leads or helps with, is due on {{dueOn}}. See it and record what was done:\n\n{{url}}',
  },
  assignmentLate: {
    subject: 'The task “{{assignmentTitle}}” is overdue',
    body: 'Hello,\n\nThe task “{{assignmentTitle}}” was due on {{dueOn}} and is not closed. See it:\n\n{{url}}',
  },
  assignmentReportDue: {
    subject: 'The quarterly report on “{{assignmentTitle}}” is due on {{dueOn}}',
    body: 'Hello,\n\nYour body leads “{{assignmentTitle}}”. Its quarterly report, read and signed off, is due on {{dueOn}}. Write it:\n\n{{url}}',
  },
  assignmentReportLate: {
    subject: 'The quarterly report on “{{assignmentTitle}}” is overdue',
    body: 'Hello,\n\nThe quarterly report on “{{assignmentTitle}}” was due on {{dueOn}} and was not handed in. See it:\n\n{{url}}',
  },
  assignmentReportWaits: {
    subject: 'A quarterly report on “{{assignmentTitle}}” waits for you',
    body: 'Hello,\n\n{{bodyName}}, which leads “{{assignmentTitle}}”, has written its quarterly report. It waits to be signed off or received:\n\n{{url}}',
  },
  assignmentReportReturned: {
    subject: 'The quarterly report on “{{assignmentTitle}}” was given back',
    body: 'Hello,\n\nThe quarterly report on “{{assignmentTitle}}” needs changes:\n\n{{reason}}\n\nChange it and send it up again:\n\n{{url}}',
  },
  showcased: {
    subject: '“{{projectTitle}}” was named a model or brand',
    body: 'Hello,\n\nYour project “{{projectTitle}}” was named a model or brand, and its public page says so:\n\n{{url}}',
  },
  regionalEntered: {
    subject: '{{regionName}}: “{{indicatorName}}” was entered and waits for you',
    body: 'Hello,\n\nA colleague entered “{{indicatorName}}” of {{regionName}}. It is published once you confirm it:\n\n{{url}}',
  },
  assignmentTurned: {
    subject: 'The task “{{assignmentTitle}}”: {{stateKey}}',
    body: 'Hello,\n\nThe task “{{assignmentTitle}}” is now: {{stateKey}}; due {{dueOn}}. See:\n\n{{url}}',
  },
  supervised: {
    subject: '{{bodyName}}: {{kindKey}}',
    body: 'Hello,\n\n{{bodyName}} recorded about your organization: {{kindKey}}. See it here:\n\n{{url}}',
  },
  supplierAdmitted: {
    subject: 'On the suppliers’ list of {{bodyName}}',
    body: 'Hello,\n\nyour organization is on the suppliers’ list of {{bodyName}}:\n\n{{url}}',
  },
  supplierExitProposed: {
    subject: '{{bodyName}} proposes that you leave its suppliers’ list',
    body: 'Hello,\n\n{{bodyName}} proposes that you leave its suppliers’ list. The reason:\n\n{{reason}}\n\nYou may reply until {{untilOn}}:\n\n{{url}}',
  },
  supplierExitDecided: {
    subject: 'Suppliers’ list: {{outcomeKey}}',
    body: 'Hello,\n\ndecided: {{outcomeKey}}. The reason:\n\n{{reason}}\n\nSee it here:\n\n{{url}}',
  },
  incubationToBody: {
    subject: '{{applicantName}}: {{whatKey}}',
    body: 'Hello,\n\n{{incubatorName}}: {{applicantName}}: {{whatKey}}.\n\nOpen:\n\n{{url}}',
  },
  incubationToTenant: {
    subject: '{{incubatorName}}: {{whatKey}}',
    body: 'Hello,\n\nFor {{applicantName}} at {{incubatorName}}: {{whatKey}}.\n\n{{words}}\n\nOpen:\n\n{{url}}',
  },
  trainingNotice: {
    subject: '{{whatKey}}: {{trainingTitle}}',
    body: 'Hello,\n\n{{whatKey}}: “{{trainingTitle}}” of {{incubatorName}}, {{startsAt}}, {{place}}.\n\n{{reason}}\n\nRead:\n\n{{url}}',
  },
  clawbackObjected: {
    subject: 'The supplier objects to a return of money: {{projectTitle}}',
    body: 'Hello,\n\nThe supplier objects to the return of {{amountFen}} for “{{projectTitle}}”:\n\n{{reason}}\n\nAnswer:\n\n{{url}}',
  },
  finalReportReturned: {
    subject: 'Please change the final report: {{projectTitle}}',
    body: 'Hello,\n\nThe final report of “{{projectTitle}}” was given back. Please change it and submit it again:\n\n{{reason}}\n\nChange it:\n\n{{url}}',
  },
  findingMade: {
    subject: 'Please answer an audit finding: {{projectTitle}}',
    body: 'Hello,\n\nThe audit of “{{projectTitle}}” found the following. Please answer by {{dueOn}}:\n\n{{finding}}\n\nAnswer:\n\n{{url}}',
  },
  closingProposed: {
    subject: 'To decide: closing of {{projectTitle}}',
    body: 'Hello,\n\nThe account of “{{projectTitle}}” is settled, and an official proposes to close it. Decide:\n\n{{url}}',
  },
  projectClosed: {
    subject: 'Project closed: {{projectTitle}}',
    body: 'Hello,\n\n{{bodyName}} closed “{{projectTitle}}”. Its file is kept until {{untilOn}}. Read:\n\n{{url}}',
  },
  haltRefused: {
    subject: 'Proposal not agreed: {{projectTitle}}',
    body: 'Hello,\n\nThe proposal for “{{projectTitle}}” ({{whatKey}}) was not agreed; the project goes on. Reason:\n\n{{reason}}\n\nRead it here:\n\n{{url}}',
  },
  projectSuspended: {
    subject: 'Project suspended: {{projectTitle}}',
    body: 'Hello,\n\n{{bodyName}} has suspended “{{projectTitle}}”; it is expected to go on on {{untilOn}}. Until then no report is due and nothing is paid. Reason:\n\n{{reason}}\n\nRead it here:\n\n{{url}}',
  },
  projectResumed: {
    subject: 'Project goes on: {{projectTitle}}',
    body: 'Hello,\n\n{{bodyName}} has resumed “{{projectTitle}}”. The due days of its milestones are as they were; if they need to move, please propose a change of the contract.\n\nRead it here:\n\n{{url}}',
  },
  projectTerminated: {
    subject: 'Project terminated: {{projectTitle}}',
    body: 'Hello,\n\n{{bodyName}} has terminated “{{projectTitle}}” ({{codeKey}}). What is accepted or paid stands; {{returnedFen}} not accepted will not be paid and is back in the call’s budget. Reason:\n\n{{reason}}\n\nRead it here:\n\n{{url}}',
  },
  trancheOwed: {
    subject: 'To be paid as accepted: {{projectTitle}}',
    body: 'Hello,\n\n{{amountFen}} of “{{projectTitle}}” were accepted before it ended early. {{bodyName}} has decided that they are owed and will be paid. Reason:\n\n{{reason}}\n\nRead it here:\n\n{{url}}',
  },
  trancheRefused: {
    subject: 'Not to be paid: {{projectTitle}}',
    body: 'Hello,\n\n{{amountFen}} of “{{projectTitle}}” were accepted before it ended early. {{bodyName}} has decided that they will not be paid; they are back in the call’s budget. Reason:\n\n{{reason}}\n\nIf you do not agree, please speak to {{bodyName}}, or use the legal remedies there are.\n\nRead it here:\n\n{{url}}',
  },
  handoverAsked: {
    subject: 'Would you take over a project: {{projectTitle}}',
    body: 'Hello,\n\n“{{projectTitle}}” ended early. By the ranking of its call, {{bodyName}} asks whether you would go on with the rest, for {{amountFen}}. Please answer by {{answerOn}}. If you decline, nothing follows from it for later calls.\n\nRead and answer here:\n\n{{url}}',
  },
  handoverAnswered: {
    subject: 'Answer on taking over: {{projectTitle}}',
    body: 'Hello,\n\n{{organizationName}} {{answerKey}} the rest of “{{projectTitle}}”.\n\nRead it here:\n\n{{url}}',
  },
  handoverWithdrawn: {
    subject: 'No answer needed any more: {{projectTitle}}',
    body: 'Hello,\n\n{{bodyName}} has withdrawn its question whether you would take over the rest of “{{projectTitle}}”.\n\nRead it here:\n\n{{url}}',
  },
  evaluationInvited: {
    subject: 'Please declare, then evaluate: {{projectTitle}}',
    body: 'Hello,\n\nYou are asked to evaluate “{{projectTitle}}” as a third party by {{dueOn}}. Before you read its file, please declare whether you have any tie:\n\n{{url}}',
  },
  evaluatorSteppedBack: {
    subject: 'An evaluator stepped back: {{projectTitle}}',
    body: 'Hello,\n\nAn evaluator of “{{projectTitle}}” stepped back and no reserve is left. Please appoint another:\n\n{{url}}',
  },
  evaluationToReply: {
    subject: 'Your comments on the evaluation: {{projectTitle}}',
    body: 'Hello,\n\nThe third-party evaluation of “{{projectTitle}}” is done. You may comment until {{dueOn}}; then an approver confirms it:\n\n{{url}}',
  },
  evaluationSubmitted: {
    subject: 'An evaluation to confirm: {{projectTitle}}',
    body: 'Hello,\n\nThe evaluators of “{{projectTitle}}” have signed. The supplier may comment until {{dueOn}}; once it has, or after that day, please confirm or return it:\n\n{{url}}',
  },
  evaluationReturned: {
    subject: 'The evaluation came back: {{projectTitle}}',
    body: 'Hello,\n\nThe evaluation of “{{projectTitle}}” was returned. Please put it right and sign again. Why:\n\n{{reason}}\n\n{{url}}',
  },
  evaluationConfirmed: {
    subject: 'Evaluation confirmed: {{projectTitle}}',
    body: 'Hello,\n\nThe third-party evaluation of “{{projectTitle}}” is confirmed: {{gradeKey}}. See:\n\n{{url}}',
  },
  evaluationFixed: {
    subject: 'Put right: {{projectTitle}}',
    body: 'Hello,\n\nThe supplier of “{{projectTitle}}” says that what was asked for is put right. You may commission a new evaluation:\n\n{{url}}',
  },
  observationMade: {
    subject: 'An observation to answer: {{projectTitle}}',
    body: 'Hello,\n\nSomebody observed something of “{{projectTitle}}”. Please answer by {{dueOn}}:\n\n{{url}}',
  },
  observationAnswered: {
    subject: 'Your observation is answered: {{projectTitle}}',
    body: 'Hello,\n\nWhat you observed of “{{projectTitle}}” is answered:\n\n{{reason}}\n\nSee:\n\n{{url}}',
  },
} as const satisfies Shape<typeof source>
