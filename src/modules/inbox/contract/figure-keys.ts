/** Stands for every channel, or every person, in the tables of figures. */
export const everything = '00000000-0000-0000-0000-000000000000'

/** Stands for the bot, where it did what people do: answered, or handled a conversation that nobody was given. */
export const theBot = 'eeeeeeee-eeee-eeee-eeee-eeeeeeeeeeee'

/** Stands for nobody: a conversation that is assigned to no person and was not handled by the bot alone. */
export const nobody = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
