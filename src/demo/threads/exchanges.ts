/** Small exchanges that many threads share; a script names one and gets one of its ways. */
export const exchanges: Readonly<Record<string, readonly (readonly string[])[]>> = {
  closing: [
    [
      'c: Thank you so much! | Thanks, you’re a star. | Brilliant, thanks {agent}.',
      'a?: Any time, {first}! | You’re welcome. Have a lovely day!',
    ],
    [
      'a: Is there anything else I can help with? | Anything else for today?',
      'c: No that’s all, thank you | Nope, all sorted. Thanks! | That’s it, have a good one',
    ],
    ['c: Great, thanks | Perfect 👍 | Lovely, thank you', 'a?: Our pleasure! | Speak soon, {first}.'],
    ['c: Cheers', 'a: No problem at all. | You’re welcome, {first}.'],
    ['c: 🙏 thanks | 👍👍', 'a?: 😊'],
    [
      'a: Just write here if anything changes. | We’re here until seven if you need us.',
      'c: Will do, thanks | Ok great, bye | Thank you, bye!',
    ],
  ],
  access: [
    [
      'a: How will {cleaner} get in? | And how do we get in on the day?',
      'c: Key safe by the front door | I’ll be at home | The concierge has a key | Neighbour at number {flat} will open',
      'a: Perfect, I have put it on the visit. | Noted, thank you.',
    ],
    [
      'a: Is there an alarm or a code we should know about?',
      'c: No alarm. Buzzer is {flat} | Yes, I’ll ring you with the code, don’t want to write it here',
      'a: Very sensible. Thank you! | Got it, noted.',
    ],
    [
      'c: You still have our key, right? | Do you still have the spare key?',
      'a: Yes, number {flat} in our cabinet, signed in by {cleaner}. | We do, it’s in the safe here at the office.',
      'c: 👍 | Good good',
    ],
    [
      'c: There’s a dog this time, is that ok? | We have a new puppy, hope that’s fine',
      'a: Of course! {cleaner} loves dogs. Please keep the kitchen door shut while the floor dries. | No problem, I’ll let {cleaner} know. Is there a room where the dog can stay?',
      'c: He’ll be in the garden | She sleeps most of the day 😄 | Will do',
    ],
  ],
  parking: [
    [
      'a: Is there somewhere to park near {street}? | Last thing: parking?',
      'c: Free after half six, before that it’s pay and display | Visitor permit on the hall table | No idea, I don’t drive sorry',
      'a: Thanks, we’ll manage. | Great, I’ll pass that on.',
    ],
    [
      'c: You might need a permit, it’s zone {zone} | Careful, the wardens on {street} are fierce',
      'a: Thank you for the warning, noted for {cleaner}. | Good to know, thanks!',
    ],
  ],
  products: [
    [
      'c: Do you bring your own products? | Do I need to have anything ready?',
      'a: We bring everything but the hoover for regular cleans. | We bring products and cloths. A hoover and a mop in the house help.',
      'c: Great | Ok, hoover is in the hall cupboard',
    ],
    [
      'c: Can you use eco stuff only? My son has eczema | Do you have anything without bleach?',
      'a: Yes, we can use our eco range, £4.50 on top. | Of course, the eco set is plant based and without perfume.',
      'c: Yes please add that | Lovely, please do',
      'a: Added. | Done, it’s on the visit.',
    ],
  ],
  payment: [
    [
      'c: How do I pay? | Can I pay by card on the day?',
      'a: By the link in your confirmation, or by card on the day. | Whichever suits: card link now, or after the visit.',
      'c: Link is good | I’ll pay after then',
      'a?: Sent to {email}. | It’s in your inbox now.',
    ],
    [
      'c: Shall I pay now or after? | When do you take the payment?',
      'a: After the visit is fine, nothing to do now. | Only when we’re done. The receipt comes by e-mail.',
      'c?: Good to know | Perfect',
    ],
  ],
  check: [
    [
      'a: One moment, I’m looking at the diary. | Let me check with the team.',
      'c?: Sure | No rush',
      'a: Thank you for waiting. | Right, back with you.',
    ],
    ['a: Bear with me, {first}. | Two minutes, just ringing {cleaner}.', 'c: Ok | 👍 | Of course'],
    [
      'a: Could you confirm the first line of the address for me?',
      'c: {line1} | It’s {line1}, {area}',
      'a: Found you, thanks. | Perfect, I have you here.',
    ],
  ],
  team: [
    [
      'n: @{colleague} could you have a look at the route for {day}? {area} in the morning is tight.',
      'n?: Looks fine, 20 minutes from the one before.',
    ],
    ['n: @{colleague} is {cleaner} back from leave on {day}?', 'n: Yes, from Monday.'],
    ['n: Regular since last year, please be generous. @{colleague}'],
    ['n: Called first, no answer. Writing instead.'],
    ['n: Rang {cleaner}: running ten minutes late, client knows. @{colleague} FYI'],
    ['n: Same question as last month, we should add it to the confirmation mail. @{colleague}'],
  ],
  smalltalk: [
    [
      'c: Hope you’re having a good day btw | How’s your {weekday} going?',
      'a: Busy but good, thanks for asking! | Lovely, the sun is out for once ☀️',
    ],
    [
      'c: Sorry for all the questions 😅 | Sorry, I’m useless with these things',
      'a: Not at all, ask away. | That’s what we’re here for!',
    ],
    ['c: You lot are always so quick', 'a: We try! Thank you, {first}.'],
    [
      'c: Btw the {cleaner} effect is real, whole flat smells great for days',
      'a: Ha, I’ll tell {cleaner}! | I love that, passing it on.',
    ],
  ],
  wait: [
    ['c: Hello? | Anybody there? | ?', 'a: Sorry to keep you, {first}! | Apologies, we’re a bit busy today.'],
    [
      'c: Just checking you got my message | Did you see this?',
      'a: I did, sorry about the wait. | Yes, sorry {first}, here I am.',
    ],
  ],
  photo: [
    [
      'c: [photo] | [photo] Here you go',
      'a: Thank you, very helpful. | Got it, thanks. | That helps, thank you.',
    ],
    [
      'a: Could you send a photo? | A picture would help if you have one.',
      'c: [photo]',
      'c?: Hope you can see it',
      'a: Perfect, I can see what you mean. | Clear as day, thanks.',
    ],
  ],
  date: [
    [
      'a: Shall we say {day2} at {time2}? | I could offer {day2}, {time2}.',
      'c: Bit early, anything later? | Hmm could it be after {time2}?',
      'a: {time} then? | How about {time}?',
      'c: Works for me | Yes, that’s better',
    ],
    [
      'a: I have {day2} {time2} or {day} {time}. | There’s {day} at {time}, or {day2} at {time2} with {cleaner}.',
      'c: {day} please | Let’s do {day} {time} | The first one',
    ],
    [
      'c: Is {day} at {time} free? | Any chance of {day} around {time}?',
      'a: Just about! I can hold it for you. | Yes it is, shall I book it?',
      'c: Yes please | Go for it | Please do',
    ],
  ],
}
