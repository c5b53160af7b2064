/** How long what should happen is waited for, ms: longer than it takes on any machine under load, shorter than a test may last. */
export const patience = 200_000;
