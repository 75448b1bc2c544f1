/** The time of the product. Tests set it; nothing else in the server asks the machine for the time of day. */
export const clock = {
  now: (): Date => new Date(),
};
