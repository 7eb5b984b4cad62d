/** A gift of the demonstration: `onDay` counts days from the opening; `cameOn` is null where the money is still expected. */
export type GiftPlan = {
  yuan: number
  name: string
  isNamed?: boolean
  naming?: string
  message?: string
  onDay: number
  cameOn: number | null
}
export type AppealPlan = {
  key: string
  title: string
  purpose: string
  targetYuan: number
  approvalNo: string
  openedDaysAgo: number
  runsDays: number
  gifts: readonly GiftPlan[]
}

/** Invented givers. One appeal is under way, one has reached its target and waits to be passed to its fund. */
export const appeals: readonly AppealPlan[] = [
  {
    key: 'bath-chairs',
    title: '为独居老人添置助浴椅',
    purpose:
      '辖区内有 60 位 80 岁以上的独居老人洗澡时容易滑倒。\n募得的钱用于添置防滑助浴椅和扶手，每户 500 元，由社区上门安装，并教会老人使用。',
    targetYuan: 30_000,
    approvalNo: '示例备案〔2026〕017 号',
    openedDaysAgo: 20,
    runsDays: 45,
    gifts: [
      { yuan: 5_000, name: '晴川社区商户联合会', isNamed: true, onDay: 1, cameOn: 2 },
      { yuan: 200, name: '李阿姨', isNamed: true, message: '一点心意，祝老人们平安。', onDay: 2, cameOn: 3 },
      { yuan: 1_000, name: '王先生', onDay: 4, cameOn: 6 },
      { yuan: 88.88, name: '三年二班', isNamed: true, message: '我们班的零花钱。', onDay: 9, cameOn: 9 },
      { yuan: 3_000, name: '张女士', onDay: 15, cameOn: 16 },
      { yuan: 600, name: '陈先生', onDay: 18, cameOn: null },
    ],
  },
  {
    key: 'picture-books',
    title: '社区书屋的儿童绘本',
    purpose: '为社区书屋添置 300 册儿童绘本，周末由志愿者给孩子们读书。书目在书屋公示，孩子们可以借回家。',
    targetYuan: 12_000,
    approvalNo: '示例备案〔2026〕009 号',
    openedDaysAgo: 48,
    runsDays: 60,
    gifts: [
      {
        yuan: 6_000,
        name: '明日读书会',
        isNamed: true,
        naming: '明日',
        message: '愿孩子们喜欢读书。',
        onDay: 3,
        cameOn: 5,
      },
      { yuan: 2_500, name: '周先生', onDay: 8, cameOn: 9 },
      { yuan: 500, name: '小林', isNamed: true, onDay: 20, cameOn: 22 },
      { yuan: 5_000, name: '和畅物业', isNamed: true, onDay: 30, cameOn: 31 },
    ],
  },
]
