/** Letters: the words of domain/notice/mail-template.ts. A body is paragraphs with an empty line between them. */
export const mail = {
  confirmEmail: {
    subject: '请确认您的电子邮箱',
    body: '{{name}}，您好：\n\n欢迎使用公益汇。请打开下面的链接，按“确认”即可启用账户：\n\n{{url}}\n\n链接 24 小时内有效。如果不是您本人注册，请忽略本邮件，账户不会启用。',
  },
  resetPassword: {
    subject: '重新设置密码',
    body: '{{name}}，您好：\n\n我们收到了重新设置密码的请求。请在 60 分钟内打开下面的链接，设置新密码：\n\n{{url}}\n\n链接只能使用一次。如果不是您本人提出，请忽略本邮件，原密码不变。',
  },
  passwordChanged: {
    subject: '您的密码已更改',
    body: '{{name}}，您好：\n\n您在公益汇的密码刚刚更改，其他设备上的登录已全部退出。\n\n如果不是您本人操作，请立即重新设置密码，并告知平台管理员：\n\n{{url}}',
  },
  secondFactorChanged: {
    subject: '您的两步验证已变更',
    body: '{{name}}，您好：\n\n您账户的两步验证刚刚设置、更换或重置。\n\n如果不是您本人操作，请立即修改密码，并告知平台管理员：\n\n{{url}}',
  },
  openingKeyChanged: {
    subject: '您的开标口令已变更',
    body: '{{name}}，您好：\n\n您账户的开标口令刚刚设置、修改或更换。\n\n如果不是您本人操作，请立即修改登录密码，并告知平台管理员和其他持钥人：\n\n{{url}}',
  },
  closingAsked: {
    subject: '您申请了注销账户',
    body: '{{name}}，您好：\n\n您在公益汇的账户将于 {{eraseOn}} 注销，所有设备均已退出。\n\n改变主意，或不是您本人申请的，请在这一天之前登录，申请即取消：\n\n{{url}}',
  },
  closingCalledOff: {
    subject: '注销申请已取消',
    body: '{{name}}，您好：\n\n您刚才登录了公益汇，注销申请已经取消，账户照常使用。\n\n如果不是您本人登录，请立即修改密码：\n\n{{url}}',
  },
  closingStopped: {
    subject: '账户没有注销',
    body: '{{name}}，您好：\n\n您申请注销之后，又有事项要您办理，账户没有注销。请登录查看是哪些，办结或移交之后重新申请：\n\n{{url}}',
  },
  accountClosed: {
    subject: '您的账户已注销',
    body: '您好：\n\n您在公益汇的账户已经注销，姓名、邮箱和只为您保存的信息已经删除。您做过的事记在“已注销用户 {{noText}}”名下。这是最后一封邮件，发出后本站不再保存这个邮箱地址。\n\n依法保留的内容和期限：\n\n{{url}}',
  },
  dataRequestMade: {
    subject: '请确认您的个人信息申请',
    body: '您好：\n\n有人用这个邮箱在公益汇提出了关于个人信息的申请。是您本人的，请在 {{untilAt}} 之前打开下面的链接确认，我们从那时起办理：\n\n{{url}}\n\n凭这个链接可以查看办理情况，请收好。不是您本人提出的，请忽略本邮件，申请会自动删除。',
  },
  dataRequestAnswered: {
    subject: '个人信息申请的答复：{{requestNo}}',
    body: '您好：\n\n您的个人信息申请（{{requestNo}}）已经答复：{{outcomeKey}}\n\n{{answer}}\n\n不同意的，可以再次提出，或向网信部门投诉：\n\n{{url}}',
  },
  dataRequestCame: {
    subject: '新的个人信息申请：{{requestNo}}',
    body: '您好：\n\n收到一件个人信息申请（{{requestNo}}），请在 {{dueOn}} 之前答复：\n\n{{url}}',
  },
  invitation: {
    subject: '{{inviterName}} 邀请您加入公益汇',
    body: '{{name}}，您好：\n\n{{inviterName}} 邀请您加入公益汇：{{whatKey}}。\n\n请打开下面的链接查看并接受邀请：\n\n{{url}}\n\n链接只能使用一次，有效期至 {{expiresAt}}。如果您不认识邀请人，请忽略本邮件。',
  },
  accountExists: {
    subject: '您已经有公益汇账户',
    body: '{{name}}，您好：\n\n刚才有人用这个邮箱注册公益汇，而您已经有账户了，不必再注册。请直接登录：\n\n{{url}}\n\n如果忘记了密码，可以在这里重新设置：\n\n{{forgotUrl}}\n\n如果不是您本人操作，请忽略本邮件，您的账户没有任何变化。',
  },
  pledgeMade: {
    subject: '您的认捐：{{appealTitle}}',
    body: '{{name}}，您好：\n\n谢谢您为“{{appealTitle}}”认捐 {{amountFen}}。请在 {{dueOn}} 前转账到以下账户：\n\n{{bankText}}\n\n您的查询码是 {{codeText}}，请收好。凭它可以查看进展、撤回认捐、打印收据：\n\n{{url}}\n\n转账之前可以随时撤回。过期没有到账，名额会放给别人。',
  },
  pledgeReceived: {
    subject: '捐款已到账：{{appealTitle}}',
    body: '{{name}}，您好：\n\n您为“{{appealTitle}}”捐赠的 {{amountFen}} 已经到账，代您保管。用途落实后划入资金；办不成的，如数退回。\n\n凭查询码打印收据：\n\n{{url}}',
  },
  pledgePassed: {
    subject: '捐款已用于用途：{{appealTitle}}',
    body: '{{name}}，您好：\n\n您为“{{appealTitle}}”捐赠的 {{amountFen}} 已划入资金，用于这件事。谢谢您。\n\n凭查询码查看：\n\n{{url}}',
  },
  pledgeToReturn: {
    subject: '捐款将退回给您：{{appealTitle}}',
    body: '{{name}}，您好：\n\n您为“{{appealTitle}}”捐赠的 {{amountFen}} 将如数退回给您。{{whyKey}}{{reason}}\n\n财务人员办理退款后，我们会再通知您。凭查询码查看：\n\n{{url}}',
  },
  pledgeReturned: {
    subject: '捐款已退回：{{appealTitle}}',
    body: '{{name}}，您好：\n\n您为“{{appealTitle}}”捐赠的 {{amountFen}} 已经退回，请留意到账。谢谢您的心意。\n\n凭查询码查看：\n\n{{url}}',
  },
  pledgeEnded: {
    subject: '认捐已结束：{{appealTitle}}',
    body: '{{name}}，您好：\n\n您为“{{appealTitle}}”认捐的 {{amountFen}} 不再保留名额。{{whyKey}}\n\n请不要再转账。已经转账的，请不要担心：到账后还能计入的照常计入，不能计入的退回给您。凭查询码查看：\n\n{{url}}',
  },
  giftStated: {
    subject: '请确认您的实物捐赠：{{projectTitle}}',
    body: '{{name}}，您好：\n\n{{organizationName}}登记了您为“{{projectTitle}}”捐赠的物品：{{what}}，估值 {{valueFen}}。\n\n请打开下面的链接核对并确认；内容不对的，可以说明哪里不对。您确认以前，不会公开：\n\n{{url}}\n\n如果您没有捐赠过这些物品，请选择“内容不对”。',
  },
  digest: {
    subject: '今日汇总：{{countText}} 封信',
    body: '您好：\n\n按您的选择，以下 {{countText}} 封信收在今天的汇总里：\n\n{{listText}}\n\n在站内信里阅读全文：\n\n{{url}}\n\n更改哪些信进汇总、什么时候发：\n\n{{settingsUrl}}',
  },
  digestMore: '另有 {{restText}} 封，见站内信。',
  ledgerBroken: {
    subject: '账目核验未通过',
    body: '您好：\n\n{{inspectedAt}}的每日核验发现账目规则被打破 {{countText}} 处。请立即停止拨付，查看哪一条规则没有成立，并保留数据库现状备查：\n\n{{url}}',
  },
  chainBroken: {
    subject: '记录链核验未通过',
    body: '您好：\n\n{{inspectedAt}}的每日核验重新计算了记录链，发现 {{countText}} 处不符：有记录被绕过规则修改、删除或添加。请查看是哪一条，并保留数据库现状备查：\n\n{{url}}',
  },
  callReturned: {
    subject: '征集退回修改：{{callTitle}}',
    body: '您好：\n\n您提交的征集“{{callTitle}}”未获批准发布，已退回修改。审批意见：\n\n{{reason}}\n\n请修改后再次提交：\n\n{{url}}',
  },
  callPublished: {
    subject: '征集已发布：{{callTitle}}',
    body: '您好：\n\n{{bodyName}}发布的“{{callTitle}}”已公开。投标截止时间：{{deadlineAt}}。\n\n查看征集：\n\n{{url}}',
  },
  callEnded: {
    subject: '{{outcomeKey}}：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”{{outcomeKey}}：{{codeKey}}。\n\n{{reason}}\n\n已递交的密封投标不再开启，正在进行的评审随之停止。公告全文：\n\n{{url}}',
  },
  questionAsked: {
    subject: '有新的提问：{{callTitle}}',
    body: '您好：\n\n有组织就“{{callTitle}}”提问：\n\n{{question}}\n\n请尽快答复，答复会向所有人公开：\n\n{{url}}',
  },
  questionAnswered: {
    subject: '提问已答复：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”的一个提问已有答复，向所有人公开。\n\n提问：{{question}}\n\n答复：{{answer}}\n\n{{url}}',
  },
  callAmended: {
    subject: '征集已更正，请重新确认投标：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”发布了更正公告。原因：\n\n{{reason}}\n\n已密封的投标须在截止前由签章人重新确认，或撤回后重新递交；没有确认的投标不予开启。投标截止时间：{{deadlineAt}}。\n\n{{url}}',
  },
  callExtended: {
    subject: '投标截止时间延长：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”的投标截止时间延长至 {{deadlineAt}}。原因：\n\n{{reason}}\n\n已密封的投标继续有效。\n\n{{url}}',
  },
  callSuspended: {
    subject: '征集暂停：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”暂停进行。原因：\n\n{{reason}}\n\n暂停期间不能密封投标，也不会开标；恢复后截止时间相应顺延。\n\n{{url}}',
  },
  callResumed: {
    subject: '征集恢复：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”已恢复，新的投标截止时间：{{deadlineAt}}。\n\n{{url}}',
  },
  bidsToOpen: {
    subject: '投标已截止，可以开标：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”的投标截止时间已到，请两名工作人员共同确认开标：\n\n{{url}}',
  },
  questionsEnd: {
    subject: '今天是提问的最后一天：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”的提问期今天结束。请查看还有没有尚未答复的提问：\n\n{{url}}',
  },
  decisionLate: {
    subject: '确定中选人的期限已过：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”的评审报告已由全体成员签字，规则规定的确定期限已经届满，尚未公布结果。请尽快办理：\n\n{{url}}',
  },
  bidSealed: {
    subject: '投标已密封：{{callTitle}}',
    body: '您好：\n\n{{organizationName}}对“{{callTitle}}”的投标已于 {{sealedAt}} 密封递交，回执编号 {{receiptNo}}。开标之前，任何人都无法读取其内容。\n\n查看回执：\n\n{{url}}\n\n截止之前可以撤回后重新递交。请妥善保管密封时给出的取回码：只有它能读出您自己的副本。',
  },
  seatOffered: {
    subject: '邀请您参加评审：{{callTitle}}',
    body: '您好：\n\n{{bodyName}}邀请您参加“{{callTitle}}”的评审。请先查看投标单位名单并声明有无利害关系；如需回避，请如实申报。\n\n前往评审：\n\n{{url}}',
  },
  clarificationAsked: {
    subject: '请就投标作出说明：{{callTitle}}',
    body: '您好：\n\n关于“{{callTitle}}”的投标，有问题需要贵单位书面说明。请在 {{answerAt}} 之前答复；到期未答复的，按现有材料认定。\n\n查看并答复：\n\n{{url}}',
  },
  budgetReviewed: {
    subject: '预算审核结果，请答复：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”的预算审核已完成。申请金额 {{askedFen}}，批准金额 {{approvedFen}}。请在 {{answerAt}} 前接受批准金额或退出征集；逾期没有答复的，按批准金额继续参加评审。\n\n查看逐项理由并答复：\n\n{{url}}',
  },
  pitchSet: {
    subject: '路演安排：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”的路演次序已抽签排定。贵单位的开始时间：{{beginsAt}}，时长 {{minutesText}} 分钟。地点：{{placeText}}\n\n请提前到场或上线。查看安排：\n\n{{url}}',
  },
  adviceGiven: {
    subject: '请优化项目方案：{{callTitle}}',
    body: '您好：\n\n贵单位在“{{callTitle}}”中拟获资助的项目有优化意见。请修改方案并逐条答复，经认可后签订协议：\n\n{{url}}',
  },
  adviceNone: {
    subject: '项目方案不需要修改：{{callTitle}}',
    body: '您好：\n\n贵单位在“{{callTitle}}”中拟获资助的项目不需要优化修改，请等待签订协议。查看说明：\n\n{{url}}',
  },
  adviceAnswered: {
    subject: '优化意见已答复：{{callTitle}}',
    body: '您好：\n\n{{organizationName}}已答复“{{callTitle}}”的优化意见，请查看并认可，或再提意见：\n\n{{url}}',
  },
  rehearsalInvited: {
    subject: '邀请参加演练：{{callTitle}}',
    body: '您好：\n\n邀请贵单位参加一次演练：“{{callTitle}}”。演练按真实征集的步骤进行，但不产生任何结果和资金，也不公开。投标截止时间：{{deadlineAt}}。\n\n登录后查看并试投：\n\n{{url}}',
  },
  invitedAlone: {
    subject: '邀请参加单一来源采购：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”的单一来源公示已经期满，现邀请{{organizationName}}递交响应文件。截止时间：{{deadlineAt}}。响应文件密封递交，到期共同开启，之后协商价格。\n\n查看并递交：\n\n{{url}}',
  },
  negotiatedNoticed: {
    subject: '协商结果公示：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”经协商，拟由{{organizationName}}承接，金额 {{amountFen}}。公示至 {{noticeEndsOn}}，期满后签订合同。\n\n查看：\n\n{{url}}',
  },
  singleObjected: {
    subject: '单一来源公示收到异议：{{callTitle}}',
    body: '您好：\n\n{{filerName}}对“{{callTitle}}”的单一来源公示提出异议。答复之前不能发布采购：\n\n{{url}}',
  },
  singleAnswered: {
    subject: '异议已答复：{{callTitle}}',
    body: '您好：\n\n您对“{{callTitle}}”单一来源公示的异议已有答复：\n\n{{answer}}\n\n{{url}}',
  },
  drawn: {
    subject: '您被抽取为评审专家：{{callTitle}}',
    body: '您好：\n\n{{bodyName}}的“{{callTitle}}”经随机抽取，请您参加评审。请在 {{answerAt}} 之前答复；逾期未答复的，由下一位候补专家递补。评审事项和您的参加情况请勿对外透露。\n\n查看并答复：\n\n{{url}}',
  },
  resultToSign: {
    subject: '请签署评审结果：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”的评审结果已经形成，请核对后签署。如有不同意见，请在签署时说明理由；逾期未签署又未说明的，视为同意。\n\n查看并签署：\n\n{{url}}',
  },
  resultProposed: {
    subject: '拟中选：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”的结果已经公布，{{organizationName}}以总分 {{totalText}}、第 {{rankText}} 名（共 {{countText}} 家）列为拟中选单位，金额 {{amountFen}}。\n\n公示至 {{noticeEndsOn}}。公示期满且没有未处理完的异议，发布单位将授予并起草合同。\n\n查看得分与评语：\n\n{{url}}',
  },
  resultReserve: {
    subject: '候补：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”的结果已经公布。{{organizationName}}总分 {{totalText}}，第 {{rankText}} 名（共 {{countText}} 家），列为候补。如有中选单位退出，按名次递补并另行公示。\n\n公示至 {{noticeEndsOn}}。对结果有异议的，请在 {{objectUntilOn}} 前书面提出。\n\n查看得分与评语：\n\n{{url}}',
  },
  resultPublished: {
    subject: '结果公布：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”的结果已经公布，{{organizationName}}未中选。总分 {{totalText}}，第 {{rankText}} 名（共 {{countText}} 家）。每位评委的打分与理由可在下面查看，供改进参考：\n\n{{url}}\n\n公示至 {{noticeEndsOn}}。对结果有异议的，请在 {{objectUntilOn}} 前书面提出。感谢参与。',
  },
  reservePromoted: {
    subject: '递补公示：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”有中选单位退出，{{organizationName}}按名次递补，金额 {{amountFen}}。递补公示至 {{noticeEndsOn}}。\n\n查看：\n\n{{url}}',
  },
  awardMade: {
    subject: '中选通知书：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”公示期满，{{organizationName}}中选，金额 {{amountFen}}，项目编号 {{projectNo}}。合同草稿正在准备，请留意签署通知。\n\n查看项目：\n\n{{url}}',
  },
  awardRevoked: {
    subject: '中选已撤销：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”对{{organizationName}}的授予已经撤销。理由：\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  resultSetAside: {
    subject: '结果已撤销，将重新评审：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”已公布的结果撤销，{{organizationName}}的投标将由新的评审组重新评审，无需重新递交。理由：\n\n{{reason}}\n\n查看投标：\n\n{{url}}',
  },
  remedyFiled: {
    subject: '收到询问或异议：{{callTitle}}',
    body: '您好：\n\n{{filerName}}就“{{callTitle}}”提出：{{subject}}。\n\n请在期限内书面答复：\n\n{{url}}',
  },
  remedyAnswered: {
    subject: '已答复：{{subject}}',
    body: '您好：\n\n您就“{{callTitle}}”提出的“{{subject}}”已有书面答复，认定：{{outcomeKey}}。\n\n查看答复：\n\n{{url}}',
  },
  awardSuspended: {
    subject: '授予或签约暂停：{{callTitle}}',
    body: '您好：\n\n“{{callTitle}}”收到质疑、异议或投诉，答复之前暂停授予和签约，{{organizationName}}无需办理任何手续。\n\n{{url}}',
  },
  partyToSign: {
    subject: '请签署合同：{{projectTitle}}',
    body: '您好：\n\n{{bodyName}}已发出“{{projectTitle}}”的合同，贵方是签约方之一。请核对全部内容和贵方的义务后签署：\n\n{{url}}',
  },
  amendmentPartyToSign: {
    subject: '请签署合同变更：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”的合同拟变更，贵方是签约方之一。理由：{{reason}}\n\n请核对变更内容后签署（购买主体：{{bodyName}}）：\n\n{{url}}',
  },
  contractOffered: {
    subject: '请签署合同：{{projectTitle}}',
    body: '您好：\n\n{{bodyName}}已发出“{{projectTitle}}”的合同，请核对条款、里程碑与拨款安排后签署：\n\n{{url}}',
  },
  contractSigned: {
    subject: '合同已签署：{{projectTitle}}',
    body: '您好：\n\n{{organizationName}}已签署“{{projectTitle}}”的合同，项目开始实施。\n\n查看项目：\n\n{{url}}',
  },
  reportSubmitted: {
    subject: '里程碑报告待验收：{{projectTitle}}',
    body: '您好：\n\n{{organizationName}}提交了“{{projectTitle}}”里程碑“{{milestoneTitle}}”的报告，请审阅并验收：\n\n{{url}}',
  },
  reportReturned: {
    subject: '里程碑报告退回补充：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”里程碑“{{milestoneTitle}}”的报告已退回，需要补充：\n\n{{reason}}\n\n请补充后再次提交：\n\n{{url}}',
  },
  ownershipOffered: {
    subject: '请您接任负责人：{{organizationName}}',
    body: '您好：\n\n{{personName}}希望把“{{organizationName}}”的负责人角色移交给您。您同意后，由您管理组织成员，对方不再是负责人。\n\n同意或不同意：\n\n{{url}}',
  },
  ownershipAnswered: {
    subject: '负责人移交：{{organizationName}}',
    body: '您好：\n\n“{{organizationName}}”的负责人移交，{{personName}}{{answerKey}}。\n\n查看：\n\n{{url}}',
  },
  tieStated: {
    subject: '关联情况：{{organizationName}}',
    body: '您好：\n\n关于“{{organizationName}}”与{{bodyName}}，公开了一项关联（{{aspectKey}}）。如与事实不符，请联系对方更正。\n\n查看：\n\n{{url}}',
  },
  hubNamed: {
    subject: '认定为枢纽型社会组织：{{organizationName}}',
    body: '您好：\n\n“{{organizationName}}”已被登记机关认定为枢纽型社会组织（{{documentNo}}）。现在可以邀请会员单位、推荐会员、公开服务情况报告。\n\n打开：\n\n{{url}}',
  },
  hubMembershipAsked: {
    subject: '枢纽型社会组织会员：{{organizationName}}',
    body: '您好：\n\n“{{organizationName}}”提出建立会员关系，枢纽型社会组织为“{{hubName}}”。请答复是否同意。\n\n答复：\n\n{{url}}',
  },
  hubMembershipTurned: {
    subject: '枢纽型社会组织会员：{{organizationName}}{{turnKey}}',
    body: '您好：\n\n“{{organizationName}}”{{turnKey}}。\n\n查看：\n\n{{url}}',
  },
  hubEnded: {
    subject: '不再是枢纽型社会组织：{{organizationName}}',
    body: '您好：\n\n自{{endedOn}}起，“{{organizationName}}”不再是枢纽型社会组织。登记机关的理由：\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  registryChanged: {
    subject: '贵组织的登记信息已更新：{{organizationName}}',
    body: '您好：\n\n{{bodyName}}已按登记簿更新“{{organizationName}}”的登记信息（如住所、成立日期、法定代表人、业务范围）。请核对；如有不符，请与该单位联系，属于本组织自己填写的内容可以直接修改：\n\n{{url}}',
  },
  organizationEnded: {
    subject: '组织终止：{{organizationName}}',
    body: '您好：\n\n登记机关已登记“{{organizationName}}”终止（{{kindKey}}，{{documentNo}}）。以往的项目和记录继续公开可查。\n\n查看：\n\n{{url}}',
  },
  savedSearchNew: {
    subject: '“{{searchName}}”有 {{countText}} 项新内容',
    body: '您好：\n\n您保存的搜索“{{searchName}}”有 {{countText}} 项新内容。\n\n{{thingsList}}\n\n查看全部结果：\n\n{{url}}\n\n修改或删除保存的搜索：\n\n{{manageUrl}}',
  },
  followNews: {
    subject: '“{{thingTitle}}”有新进展',
    body: '您好：\n\n您关注的“{{thingTitle}}”有 {{countText}} 项新进展：\n\n{{newsList}}\n\n查看详情：\n\n{{url}}\n\n管理关注：\n\n{{manageUrl}}',
  },
  stop: '不再接收这类邮件（无需登录）：\n\n{{stopUrl}}',
  documentExpiring: {
    subject: '证件即将到期：{{documentKey}}',
    body: '您好：\n\n“{{organizationName}}”的{{documentKey}}{{documentTitle}}有效期至 {{validUntilOn}}。过期的证件在投标、拨付时不再算数，请及时换证并上传新证件。\n\n查看证件：\n\n{{url}}',
  },
  calloutCancelled: {
    subject: '志愿活动取消：{{calloutTitle}}',
    body: '您好：\n\n{{organizationName}}取消了您报名的“{{calloutTitle}}”（{{startsAt}}）。原因：{{reason}}\n\n给您带来不便，敬请谅解。\n\n{{url}}',
  },
  staffCertificateExpiring: {
    subject: '人员证书即将到期：{{certificateKey}}',
    body: '您好：\n\n“{{organizationName}}”一位工作人员的{{certificateKey}}有效期至 {{validUntilOn}}。到期后该岗位会标为尚未持证上岗，请提醒本人及时办理，并登记新证书。\n\n查看：\n\n{{url}}',
  },
  milestoneDue: {
    subject: '里程碑报告将到期：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”的里程碑“{{milestoneTitle}}”应在 {{dueOn}} 前提交报告。\n\n填写报告：\n\n{{url}}',
  },
  milestoneLate: {
    subject: '里程碑报告已逾期：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”的里程碑“{{milestoneTitle}}”应在 {{dueOn}} 前提交报告，现在还没有收到。如需顺延，请提出合同变更。\n\n填写报告：\n\n{{url}}',
  },
  reviewDue: {
    subject: '里程碑报告待审：{{projectTitle}}',
    body: '您好：\n\n{{organizationName}}提交的“{{projectTitle}}”里程碑“{{milestoneTitle}}”报告应在 {{dueOn}} 前审结：\n\n{{url}}',
  },
  term: {
    BID: '投标草稿待封存',
    BID_CONFIRMATION: '修改后的征集待确认',
    PARTNERSHIP: '联合体邀请待确认',
    QUESTION: '提问待答复',
    CLARIFICATION: '澄清待答复',
    BUDGET_REVIEW: '核定预算待确认',
    DRAW: '评审邀请待答复',
    FINDING: '审计问题待答复',
    CLAWBACK: '资金待退回',
    HANDOVER: '接续询问待答复',
    OBSERVATION: '观察待答复',
    EVALUATION: '评估待完成',
    EVALUATION_REPLY: '评估意见待反馈',
    EVALUATION_FIX: '整改待完成',
    REMEDY: '询问、质疑或投诉待答复',
    CREDIT_REQUEST: '信用申请待决定',
    SUPPLIER_EXIT: '退出名录的说明待提交',
    TENANCY_CHECK: '入驻申请待审核',
    TENANCY_NOTICE: '退出通知待答复',
    MINUTES: '会议记录待公开',
    DONATION_ACCOUNT: '募捐情况待公开',
  },
  termNear: {
    subject: '即将到期：{{whatKey}}：{{title}}',
    body: '您好：\n\n“{{title}}”：{{whatKey}}，期限到 {{dueOn}} 为止。逾期可能失去权利，或影响项目和机构的记录。\n\n办理：\n\n{{url}}',
  },
  termHourNear: {
    subject: '即将截止：{{whatKey}}：{{title}}',
    body: '您好：\n\n“{{title}}”：{{whatKey}}，{{dueAt}}截止，过时不再受理。\n\n办理：\n\n{{url}}',
  },
  quarterlyDue: {
    subject: '季度报告将到期：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”的季度报告应在 {{dueOn}} 前签发。\n\n填写报告：\n\n{{url}}',
  },
  quarterlyLate: {
    subject: '季度报告已逾期：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”的季度报告应在 {{dueOn}} 前签发，现在还没有收到。\n\n填写报告：\n\n{{url}}',
  },
  quarterlyWaits: {
    subject: '季度报告待签：{{projectTitle}}',
    body: '您好：\n\n{{organizationName}}“{{projectTitle}}”的季度报告等待您办理：\n\n{{url}}',
  },
  quarterlyReturned: {
    subject: '季度报告退回：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”的季度报告已退回，需要修改：\n\n{{reason}}\n\n请修改后再次提交：\n\n{{url}}',
  },
  milestoneAcceptedInPart: {
    subject: '里程碑部分通过验收：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”的里程碑“{{milestoneTitle}}”部分通过验收，其中 {{amountFen}} 进入拨付程序。其余部分的安排和逐项意见见：\n\n{{url}}',
  },
  reportRejected: {
    subject: '里程碑验收不通过：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”的里程碑“{{milestoneTitle}}”验收不通过：\n\n{{reason}}\n\n如有异议，可以在 {{daysText}} 个工作日内提出，由另一位负责人复核：\n\n{{url}}',
  },
  reportAppealed: {
    subject: '对验收结论的异议：{{projectTitle}}',
    body: '您好：\n\n{{organizationName}}对“{{projectTitle}}”里程碑“{{milestoneTitle}}”的验收结论提出异议：\n\n{{reason}}\n\n请由没有作出原结论的审批人员复核：\n\n{{url}}',
  },
  appealDecided: {
    subject: '异议复核结果：{{projectTitle}}',
    body: '您好：\n\n对“{{projectTitle}}”里程碑“{{milestoneTitle}}”的异议已经复核：{{outcomeKey}}。\n\n{{reason}}\n\n查看详情：\n\n{{url}}',
  },
  reportEscalated: {
    subject: '里程碑报告逾期未审：{{projectTitle}}',
    body: '您好：\n\n{{organizationName}}提交的“{{projectTitle}}”里程碑“{{milestoneTitle}}”报告应在 {{dueOn}} 前审结，现在还没有结论。请督促办理：\n\n{{url}}',
  },
  milestoneAccepted: {
    subject: '里程碑通过验收：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”的里程碑“{{milestoneTitle}}”已通过验收，相应款项进入拨付程序。\n\n查看详情：\n\n{{url}}',
  },
  trancheReleased: {
    subject: '款项已拨付：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”的一笔款项 {{amountFen}} 已拨付给{{organizationName}}，请留意到账。\n\n查看资金明细：\n\n{{url}}',
  },
  paymentMissing: {
    subject: '款项未到账：{{projectTitle}}',
    body: '您好：\n\n{{organizationName}}表示，“{{projectTitle}}”已拨付的一笔款项 {{amountFen}} 没有到账：\n\n{{reason}}\n\n请核对支付凭证：\n\n{{url}}',
  },
  payoutDeclared: {
    subject: '请核对新登记的收款账户：{{organizationName}}',
    body: '您好：\n\n{{personName}}为{{organizationName}}登记了一个尾号 {{tailText}} 的收款账户。另一位负责人或签章人确认后，以后的拨款将汇入这个账户。\n\n如果您不知道这次登记，请立即撤回，并联系系统管理员：\n\n{{url}}',
  },
  payoutConfirmed: {
    subject: '收款账户已变更：{{organizationName}}',
    body: '您好：\n\n{{personName}}确认启用了{{organizationName}}尾号 {{tailText}} 的收款账户。以后的拨款将汇入这个账户。\n\n如果有误，请立即登记正确的账户，并联系采购单位：\n\n{{url}}',
  },
  paymentApproved: {
    subject: '付款已获批准：{{projectTitle}}',
    body: '您好：\n\n{{personName}}同意了“{{projectTitle}}”超过支出限额的一笔付款 {{amountFen}}，现在可以拨付：\n\n{{url}}',
  },
  partnerAsked: {
    subject: '请确认是否联合投标：{{callTitle}}',
    body: '您好：\n\n{{organizationName}}准备牵头投标“{{callTitle}}”，请您的组织作为合作方参加。请由负责人或签章人查看所列的工作和比例，在投标密封前答复。投标截止时间：{{deadlineAt}}。\n\n{{url}}',
  },
  partnerTold: {
    subject: '联合投标有变化：{{callTitle}}',
    body: '您好：\n\n由{{organizationName}}牵头、投标“{{callTitle}}”的联合体有变化。{{whatKey}}\n\n{{url}}',
  },
  partnerAnswered: {
    subject: '合作方已答复：{{callTitle}}',
    body: '您好：\n\n{{organizationName}}就“{{callTitle}}”的联合投标答复：{{answerKey}}。\n\n{{url}}',
  },
  objectionRaised: {
    subject: '收到异议：{{projectTitle}}',
    body: '您好：\n\n{{bodyName}}对“{{projectTitle}}”提出异议，结案之前暂停拨款。异议内容：\n\n{{reason}}\n\n查看并答复：\n\n{{url}}',
  },
  amendmentOffered: {
    subject: '合同变更待答复：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”提出了{{whatKey}}。理由：\n\n{{reason}}\n\n请核对变更前后的内容，签署或者说明不同意的理由：\n\n{{url}}',
  },
  amendmentInForce: {
    subject: '合同变更已生效：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”（{{organizationName}}）的第 {{numberText}} 号变更（{{whatKey}}）已经生效。\n\n查看变更内容与校验值：\n\n{{url}}',
  },
  amendmentRefused: {
    subject: '合同变更未获同意：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”的合同变更没有获得同意，合同按原来的内容继续履行。理由：\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  haltProposed: {
    subject: '待决定：{{whatKey}}“{{projectTitle}}”',
    body: '您好：\n\n经办人员建议{{whatKey}}“{{projectTitle}}”。理由：\n\n{{reason}}\n\n请决定：\n\n{{url}}',
  },
  expenseQuestioned: {
    subject: '请说明一笔支出：{{projectTitle}}',
    body: '您好：\n\n购买主体抽查“{{projectTitle}}”付给{{payee}}的 {{amountFen}}，请说明：\n\n{{reason}}\n\n说明情况：\n\n{{url}}',
  },
  expenseDisallowed: {
    subject: '一笔支出未获认可：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”付给{{payee}}的 {{amountFen}} 未获认可，不计入项目决算。理由：\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  cofundingRecorded: {
    subject: '请核对配套资金：{{projectTitle}}',
    body: '您好：\n\n{{organizationName}}登记“{{projectTitle}}”的配套资金到账 {{amountFen}}。请对照凭证核对：\n\n{{url}}',
  },
  cofundingRefused: {
    subject: '一笔配套资金未获认可：{{projectTitle}}',
    body: '您好：\n\n登记的“{{projectTitle}}”配套资金 {{amountFen}} 未获认可。理由：\n\n{{reason}}\n\n查看，或更正后重新登记：\n\n{{url}}',
  },
  clawbackProposed: {
    subject: '待决定：{{projectTitle}}退回资金',
    body: '您好：\n\n经办人员建议“{{projectTitle}}”：{{groundKey}} {{amountFen}}。理由：\n\n{{reason}}\n\n请决定：\n\n{{url}}',
  },
  clawbackOrdered: {
    subject: '请退回资金：{{projectTitle}}',
    body: '您好：\n\n{{bodyName}}决定“{{projectTitle}}”：{{groundKey}} {{amountFen}}，请在 {{dueOn}} 前退回。理由：\n\n{{reason}}\n\n同意退回或提出异议：\n\n{{url}}',
  },
  creditEntered: {
    subject: '贵组织有一条信用记录：{{kindKey}}',
    body: '您好：\n\n{{bodyName}}对贵组织作出信用记录：{{kindKey}}，文号 {{documentNo}}。\n\n{{summary}}\n\n如已整改或认为有误，可以申请修复或更正：\n\n{{url}}',
  },
  needRaised: {
    subject: '新收到一条居民需求：{{needTitle}}',
    body: '您好：\n\n{{regionName}}收到一条居民需求：“{{needTitle}}”。请阅看，去掉个人信息后公开：\n\n{{url}}',
  },
  needMoved: {
    subject: '您提出的需求有进展：{{needTitle}}',
    body: '您好：\n\n您提出的需求“{{needTitle}}”（{{needNo}}）：{{stateKey}}。\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  taskApplied: {
    subject: '待审批：社区事务准入申请“{{taskTitle}}”',
    body: '您好：\n\n{{department}}申请向社区下达“{{taskTitle}}”，请审批：\n\n{{url}}',
  },
  taskDecided: {
    subject: '社区事务准入申请已审批：{{taskTitle}}',
    body: '您好：\n\n“{{taskTitle}}”的审批结果：{{outcomeKey}}。理由：\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  venueAsked: {
    subject: '待确认：预约{{venueName}}',
    body: '您好：\n\n有机构预约“{{venueName}}”，{{heldOn}} {{clockText}}。请确认或说明不能提供：\n\n{{url}}',
  },
  venueDecided: {
    subject: '预约{{venueName}}：{{stateKey}}',
    body: '您好：\n\n“{{venueName}}” {{heldOn}} {{clockText}} 的预约：{{stateKey}}。\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  venueGivenUp: {
    subject: '预约已取消：{{venueName}}',
    body: '您好：\n\n预约“{{venueName}}” {{heldOn}} {{clockText}} 的机构取消了预约，这段时间重新空出。原因：\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  creditRequested: {
    subject: '待办理：{{organizationName}}的{{requestKey}}申请',
    body: '您好：\n\n{{organizationName}}提出{{requestKey}}申请，应于 {{dueOn}} 前答复：\n\n{{url}}',
  },
  creditDecided: {
    subject: '{{requestKey}}申请已办理',
    body: '您好：\n\n{{requestKey}}申请的办理结果：{{outcomeKey}}。理由：\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  ratingApplied: {
    subject: '{{organizationName}}申请评估',
    body: '您好：\n\n{{organizationName}}申请评估，请核对资格：\n\n{{url}}',
  },
  ratingChecked: {
    subject: '评估申请：{{outcomeKey}}',
    body: '您好：\n\n贵组织的评估申请核对结果：{{outcomeKey}}。\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  ratingNoticed: {
    subject: '评估结论公示：{{gradeText}}',
    body: '您好：\n\n评估委员会评定贵组织 {{pointsText}} 分，等级 {{gradeText}}，公示至 {{untilOn}}。公示期内可以提出异议：\n\n{{url}}',
  },
  ratingConfirmed: {
    subject: '评估等级已确认：{{gradeText}}',
    body: '您好：\n\n贵组织的评估等级 {{gradeText}} 已确认，文号 {{documentNo}}：\n\n{{url}}',
  },
  ratingComplained: {
    subject: '{{organizationName}}的评估公示收到异议',
    body: '您好：\n\n{{organizationName}}的评估公示期内收到异议，请由未参与考察和评定的人答复：\n\n{{url}}',
  },
  ratingComplaintAnswered: {
    subject: '评估异议：{{outcomeKey}}',
    body: '您好：\n\n对贵组织评估公示的异议，办理结果：{{outcomeKey}}。\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  ratingComplaintReplied: {
    subject: '您对{{organizationName}}评估公示的异议：{{outcomeKey}}',
    body: '您好：\n\n您对{{organizationName}}评估公示提出的异议已办结：{{outcomeKey}}。\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  ratingRevoked: {
    subject: '评估等级已撤销：{{gradeText}}',
    body: '您好：\n\n贵组织的评估等级 {{gradeText}} 已撤销，文号 {{documentNo}}。理由：\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  ratingExpiring: {
    subject: '评估等级 {{gradeText}} 将于 {{dueOn}} 到期',
    body: '您好：\n\n贵组织的评估等级 {{gradeText}} 有效期至 {{dueOn}}。到期后不再作为投标条件的依据，可以申请重新评估：\n\n{{url}}',
  },
  annualReportDue: {
    subject: '{{yearText}} 年度报告请于 {{dueOn}} 前报送',
    body: '您好：\n\n{{yearText}} 年度报告应于 {{dueOn}} 前报送，本站已带入已有资料：\n\n{{url}}',
  },
  annualReportLate: {
    subject: '{{yearText}} 年度报告已逾期',
    body: '您好：\n\n{{yearText}} 年度报告应于 {{dueOn}} 前报送，尚未收到。请尽快报送，逾期可能被列入活动异常名录：\n\n{{url}}',
  },
  annualReportSubmitted: {
    subject: '待审查：{{organizationName}}的 {{yearText}} 年度报告',
    body: '您好：\n\n{{organizationName}}报送了 {{yearText}} 年度报告：\n\n{{url}}',
  },
  annualReportReturned: {
    subject: '{{yearText}} 年度报告已退回',
    body: '您好：\n\n{{yearText}} 年度报告已退回，请修改后重新报送：\n\n{{reason}}\n\n{{url}}',
  },
  annualReportConcluded: {
    subject: '{{yearText}} 年度检查结论：{{conclusionKey}}',
    body: '您好：\n\n{{yearText}} 年度检查结论：{{conclusionKey}}，文号 {{documentNo}}。\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  assignmentDue: {
    subject: '责任事项“{{assignmentTitle}}”将于 {{dueOn}} 到期',
    body: '您好：\n\n本单位牵头或配合的责任事项“{{assignmentTitle}}”将于 {{dueOn}} 到期。查看和记录进展：\n\n{{url}}',
  },
  assignmentLate: {
    subject: '责任事项“{{assignmentTitle}}”已逾期',
    body: '您好：\n\n责任事项“{{assignmentTitle}}”的期限是 {{dueOn}}，还没有办结。查看：\n\n{{url}}',
  },
  assignmentReportDue: {
    subject: '“{{assignmentTitle}}”的季度报告将于 {{dueOn}} 到期',
    body: '您好：\n\n本单位牵头的“{{assignmentTitle}}”要在 {{dueOn}} 前经审阅后报送季度报告。填写：\n\n{{url}}',
  },
  assignmentReportLate: {
    subject: '“{{assignmentTitle}}”的季度报告已逾期',
    body: '您好：\n\n“{{assignmentTitle}}”的季度报告应在 {{dueOn}} 前报送，还没有收到。查看：\n\n{{url}}',
  },
  assignmentReportWaits: {
    subject: '“{{assignmentTitle}}”的季度报告等您处理',
    body: '您好：\n\n{{bodyName}}牵头的“{{assignmentTitle}}”的季度报告已经写好，等待审阅或签收：\n\n{{url}}',
  },
  assignmentReportReturned: {
    subject: '“{{assignmentTitle}}”的季度报告被退回',
    body: '您好：\n\n“{{assignmentTitle}}”的季度报告需要修改：\n\n{{reason}}\n\n修改后重新送审：\n\n{{url}}',
  },
  showcased: {
    subject: '项目“{{projectTitle}}”被列为示范或品牌',
    body: '您好：\n\n您的项目“{{projectTitle}}”已被列为示范或品牌，并在公开页面注明：\n\n{{url}}',
  },
  regionalEntered: {
    subject: '{{regionName}}的“{{indicatorName}}”已录入，等您确认',
    body: '您好：\n\n{{regionName}}的“{{indicatorName}}”已由同事录入，须经您确认才会公布：\n\n{{url}}',
  },
  assignmentTurned: {
    subject: '责任事项“{{assignmentTitle}}”：{{stateKey}}',
    body: '您好：\n\n责任事项“{{assignmentTitle}}”现为：{{stateKey}}，期限 {{dueOn}}。查看：\n\n{{url}}',
  },
  supervised: {
    subject: '{{bodyName}}：{{kindKey}}',
    body: '您好：\n\n{{bodyName}}对贵组织作了一条日常监管记录：{{kindKey}}。查看：\n\n{{url}}',
  },
  supplierAdmitted: {
    subject: '已进入{{bodyName}}的供应商名录',
    body: '您好：\n\n贵组织已进入{{bodyName}}的供应商名录：\n\n{{url}}',
  },
  supplierExitProposed: {
    subject: '{{bodyName}}拟将贵组织退出供应商名录',
    body: '您好：\n\n{{bodyName}}拟将贵组织退出供应商名录。理由：\n\n{{reason}}\n\n可以在 {{untilOn}} 前申辩：\n\n{{url}}',
  },
  supplierExitDecided: {
    subject: '供应商名录：{{outcomeKey}}',
    body: '您好：\n\n决定：{{outcomeKey}}。理由：\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  incubationToBody: {
    subject: '{{applicantName}}：{{whatKey}}',
    body: '您好：\n\n{{incubatorName}}，{{applicantName}}：{{whatKey}}。\n\n请登录查看：\n\n{{url}}',
  },
  incubationToTenant: {
    subject: '{{incubatorName}}：{{whatKey}}',
    body: '您好：\n\n{{applicantName}}在{{incubatorName}}：{{whatKey}}。\n\n{{words}}\n\n请登录查看：\n\n{{url}}',
  },
  trainingNotice: {
    subject: '{{whatKey}}：{{trainingTitle}}',
    body: '您好：\n\n{{whatKey}}：{{incubatorName}}“{{trainingTitle}}”，时间 {{startsAt}}，地点 {{place}}。\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  clawbackObjected: {
    subject: '承接主体对退回资金有异议：{{projectTitle}}',
    body: '您好：\n\n承接主体对“{{projectTitle}}”退回 {{amountFen}} 有异议：\n\n{{reason}}\n\n请答复：\n\n{{url}}',
  },
  finalReportReturned: {
    subject: '结项报告需要修改：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”的结项报告已退回，请修改后重新提交：\n\n{{reason}}\n\n修改：\n\n{{url}}',
  },
  findingMade: {
    subject: '请答复审计发现：{{projectTitle}}',
    body: '您好：\n\n对“{{projectTitle}}”的审计有以下发现，请在 {{dueOn}} 前答复：\n\n{{finding}}\n\n答复：\n\n{{url}}',
  },
  closingProposed: {
    subject: '待决定：{{projectTitle}}归档',
    body: '您好：\n\n“{{projectTitle}}”的决算已经结清，经办人员建议归档。请决定：\n\n{{url}}',
  },
  projectClosed: {
    subject: '项目已归档：{{projectTitle}}',
    body: '您好：\n\n{{bodyName}}已将“{{projectTitle}}”归档。项目资料保存至 {{untilOn}}。查看：\n\n{{url}}',
  },
  haltRefused: {
    subject: '建议未获同意：{{projectTitle}}',
    body: '您好：\n\n{{whatKey}}“{{projectTitle}}”的建议没有获得同意，项目照常进行。理由：\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  projectSuspended: {
    subject: '项目已中止：{{projectTitle}}',
    body: '您好：\n\n{{bodyName}}决定中止“{{projectTitle}}”，预计 {{untilOn}} 恢复。中止期间不需要提交报告，也不拨付款项。理由：\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  projectResumed: {
    subject: '项目已恢复：{{projectTitle}}',
    body: '您好：\n\n{{bodyName}}决定恢复“{{projectTitle}}”。里程碑的到期日没有变动；需要调整的，请提出合同变更。\n\n查看：\n\n{{url}}',
  },
  projectTerminated: {
    subject: '项目已终止：{{projectTitle}}',
    body: '您好：\n\n{{bodyName}}决定终止“{{projectTitle}}”（{{codeKey}}）。已验收和已拨付的款项不变，未验收的 {{returnedFen}} 不再拨付，已退回征集预算。理由：\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  trancheOwed: {
    subject: '终止前已验收的款项照常拨付：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”终止前已验收的 {{amountFen}}，{{bodyName}}决定照常拨付。理由：\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
  trancheRefused: {
    subject: '终止前已验收的款项不予拨付：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”终止前已验收的 {{amountFen}}，{{bodyName}}决定不予拨付，款项退回征集预算。理由：\n\n{{reason}}\n\n对这项决定有不同意见的，请与{{bodyName}}联系，或依法申请复议、提起诉讼。\n\n查看：\n\n{{url}}',
  },
  handoverAsked: {
    subject: '是否愿意接续项目：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”提前终止。{{bodyName}}按评审排名，询问贵机构是否愿意接续剩余部分，金额 {{amountFen}}。请在 {{answerOn}} 前答复；不愿意接续的，不影响今后参加。\n\n查看并答复：\n\n{{url}}',
  },
  handoverAnswered: {
    subject: '已答复是否接续项目：{{projectTitle}}',
    body: '您好：\n\n{{organizationName}}{{answerKey}}“{{projectTitle}}”的剩余部分。\n\n查看：\n\n{{url}}',
  },
  handoverWithdrawn: {
    subject: '接续项目的询问已撤回：{{projectTitle}}',
    body: '您好：\n\n{{bodyName}}撤回了是否接续“{{projectTitle}}”剩余部分的询问，不必再答复。\n\n查看：\n\n{{url}}',
  },
  evaluationInvited: {
    subject: '请声明后评估：{{projectTitle}}',
    body: '您好：\n\n请您参加“{{projectTitle}}”的第三方评估，{{dueOn}} 前完成。查阅项目材料之前，请先声明有无利害关系：\n\n{{url}}',
  },
  evaluatorSteppedBack: {
    subject: '评估员已回避：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”有评估员回避，且没有候补人员。请另行指定：\n\n{{url}}',
  },
  evaluationToReply: {
    subject: '请对评估结果提出意见：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”的第三方评估已完成。您可以在 {{dueOn}} 前提出意见，之后由审批人员确认：\n\n{{url}}',
  },
  evaluationSubmitted: {
    subject: '评估待确认：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”的第三方评估已由评估员签署。承接主体可在 {{dueOn}} 前提出意见；收到意见或期满后，请您确认或退回：\n\n{{url}}',
  },
  evaluationReturned: {
    subject: '评估已退回：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”的评估已退回，请补正后重新签署。原因：\n\n{{reason}}\n\n{{url}}',
  },
  evaluationConfirmed: {
    subject: '评估结果已确认：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”的第三方评估结果已确认：{{gradeKey}}。查看详情：\n\n{{url}}',
  },
  evaluationFixed: {
    subject: '整改已报告：{{projectTitle}}',
    body: '您好：\n\n“{{projectTitle}}”的承接主体报告已完成整改，可以委托重新评估：\n\n{{url}}',
  },
  observationMade: {
    subject: '有新的观察待答复：{{projectTitle}}',
    body: '您好：\n\n有人就“{{projectTitle}}”提交了观察，请在 {{dueOn}} 前答复：\n\n{{url}}',
  },
  observationAnswered: {
    subject: '您的观察已有答复：{{projectTitle}}',
    body: '您好：\n\n您就“{{projectTitle}}”提交的观察已有答复：\n\n{{reason}}\n\n查看：\n\n{{url}}',
  },
} as const
