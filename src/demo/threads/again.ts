import type { Topic } from './topic.ts'

/** What makes people write again after all was settled. */
export const again: Topic = {
  key: 'again',
  label: null,
  team: 'Front office',
  intent: 'Something else',
  priority: 'normal',
  subjects: ['Re: one more thing'],
  scripts: [
    [
      'c: Sorry, one more thing: can {cleaner} bring a stepladder? | Oh I forgot, could you also do the balcony? | One more question, is the oven included?',
      'a: Of course, noted. | No problem, I’ve added it. | It isn’t, but I can add it for £18.',
      'c: Great, thanks | Perfect | Yes please',
    ],
    [
      'c: Hi again, the confirmation never arrived | Me again 🙈 the link doesn’t open',
      'a: Let me send it again. To {email}? | Sorry about that! Here’s a new one.',
      'c: Got it now | Works, thank you',
      'a?: Perfect. | 🎉',
    ],
    [
      'c: It’s about {day} again, can we make it {time2} after all? | Plans changed again, sorry. {day2}?',
      'a: Done, {time2}. | No problem at all, moved.',
      'c: You’re very patient, thank you | Thanks!',
    ],
  ],
}
