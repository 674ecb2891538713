/** Figures of what comes of talking. */
export const businessMetrics = {
  open_tickets: {
    name: 'Open tickets',
    unit: 'count',
    better: 'down',
    sentence: 'Tickets that are not resolved now.',
    formula:
      'Number of tickets in state open or pending. At the end of an earlier day: today’s number, less those opened since, plus those resolved since.',
    rows: 'Tickets.',
    differs:
      'A channel’s tickets are those of its conversations; a person’s are assigned to the person today.',
    thresholds: { warn: 20, bad: 50 },
    isNow: true,
  },
  tickets_resolved: {
    name: 'Tickets resolved',
    unit: 'count',
    better: 'up',
    sentence: 'Tickets that were resolved in the period and still are.',
    formula: 'Number of tickets by the day they were resolved.',
    rows: 'Tickets.',
    differs: 'A ticket that was opened again is no longer counted for its earlier resolution.',
  },
  leads: {
    name: 'Leads',
    unit: 'count',
    better: 'up',
    sentence: 'New clients who came out of a conversation in the period.',
    formula: 'Number of leads, by the day they were made clients.',
    rows: 'Leads.',
  },
  bookings_from_chat: {
    name: 'Bookings from chat',
    unit: 'count',
    better: 'up',
    sentence: 'Bookings that came of a conversation or a broadcast.',
    formula:
      'Number of bookings within the credit days after a conversation or broadcast, by the day of the booking.',
    rows: 'Bookings.',
    differs: 'The last touch counts, and only one. Cancelled bookings are taken out again.',
  },
  chat_revenue: {
    name: 'Revenue from chat',
    unit: 'money',
    better: 'up',
    sentence: 'Prices of the bookings that came of a conversation or a broadcast.',
    formula: 'Sum of the prices of bookings from chat, by the day of the booking.',
    rows: 'Bookings with their prices.',
    differs: 'The last touch counts, and only one. Cancelled bookings are taken out again.',
  },
  campaign_conversions: {
    name: 'Conversions of broadcasts',
    unit: 'count',
    better: 'up',
    sentence: 'Leads and bookings credited to broadcasts that began in the period.',
    formula: 'Number of leads and bookings whose last touch was such a broadcast, whenever they came.',
    rows: 'Leads and bookings.',
    differs: 'Broadcasts belong to nobody: a filter by person does not narrow them.',
  },
  repeat_customers: {
    name: 'Customers who came back',
    unit: 'percent',
    better: 'up',
    sentence: 'Of the customers with a conversation in the period, how many had one before it.',
    formula: 'Returning customers ÷ new and returning customers.',
    rows: 'Customers: known before (1) or new (0).',
    differs: 'A contact and those merged into it are one customer.',
  },
  cost_per_conversation: {
    name: 'Cost per conversation',
    unit: 'money',
    better: 'down',
    sentence: 'What a conversation costs us: working time, tools and what the vendors charge.',
    formula:
      '(hours online and busy × cost of an hour + cost of the tools for the days of the period + prices of messages) ÷ conversations. The costs stand in the settings of the inbox; a month of the tools is shared among its days.',
    rows: 'Costs: the time of each person, the tools, the messages. The figure is their sum ÷ conversations.',
    differs:
      'All time online and busy counts, also between conversations. The tools are left out when a person is chosen, the time is not told apart by channel.',
  },
} as const
