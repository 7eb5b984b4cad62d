/** How many chose each score, from 5 down to 1. */
type Scores = readonly [number, number, number, number, number]

export type VoicePlan = {
  title: string
  place: string
  /** Days before today. */
  daysAgo: number
  attendance: number
  codes: number
  scores: Scores
  /** Over how many days the answers come. */
  over: number
  comments: readonly { text: string; then: 'show' | 'NAMES_A_PERSON' | 'OFF_TOPIC' | 'wait' }[]
}

/** What was asked at which occasions of two funded projects: many answered in one, too few to show in the other. */
export const voices: Readonly<Record<string, readonly VoicePlan[]>> = {
  'elders-rounds': [
    {
      title: '首批紧急呼叫装置上门测试',
      place: '江川路街道红旗一村',
      daysAgo: 72,
      attendance: 46,
      codes: 40,
      scores: [15, 8, 3, 1, 0],
      over: 12,
      comments: [
        { text: '按一下真的有人接，心里踏实多了。', then: 'show' },
        { text: '测试的时候声音太大，吓了一跳，希望先讲一声。', then: 'show' },
        { text: '三楼姓周的邻居一个人住，也应该给她装。', then: 'NAMES_A_PERSON' },
      ],
    },
    {
      title: '每月巡访与血压测量',
      place: '江川路街道社区服务站',
      daysAgo: 21,
      attendance: 38,
      codes: 30,
      scores: [9, 6, 2, 1, 1],
      over: 8,
      comments: [
        { text: '小姑娘很耐心，量完血压还教我怎么记。', then: 'show' },
        { text: '等了四十分钟，年纪大了站不住，最好有椅子。', then: 'wait' },
        { text: '楼下停车太乱，能不能管一管。', then: 'OFF_TOPIC' },
      ],
    },
    {
      title: '邻里应急联系人见面会',
      place: '红旗一村居委会活动室',
      daysAgo: 9,
      attendance: 16,
      codes: 6,
      scores: [6, 0, 0, 0, 0],
      over: 1,
      comments: [{ text: '认识了楼上的邻居，留了电话。', then: 'wait' }],
    },
  ],
  'dementia-friendly': [
    {
      title: '记忆门诊咨询日',
      place: '社区文化活动中心二楼',
      daysAgo: 6,
      attendance: 18,
      codes: 15,
      scores: [2, 1, 0, 0, 0],
      over: 3,
      comments: [{ text: '医生讲得慢，我母亲听懂了。', then: 'show' }],
    },
  ],
}
