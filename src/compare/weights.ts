// Made by `npm run train:compare`: do not edit.
/** Weights of the features of pair.ts, in their order. */
export const WEIGHTS = {
  same: [
    3.617, // cosine
    0.839, // shared words
    1.024, // words contained
    1.386, // shared words and meaning
    0.634, // shared names
    -0.023, // other names
    -0.025, // negated, words contained
    -0.156, // contrary words, meaning
    -2.785, // other numbers, words contained
    3.631, // same numbers
    -0.852, // opposite stance
    0.769, // same stance
    2.844, // opposite valence, meaning
    0.469, // names the speaker
    -0.515, // names the country
    -1.042, // rejects
    -0.676, // responds
    -1.753, // rejects, meaning
    -0.209, // names the speaker and rejects
    -1.211, // quotes
    -0.567, // same speaker
  ],
  contradict: [
    -2.601, // cosine
    8.555, // shared words
    1.358, // words contained
    5.185, // shared words and meaning
    -2.623, // shared names
    -0.469, // other names
    0.777, // negated, words contained
    8.892, // contrary words, meaning
    2.312, // other numbers, words contained
    -0.964, // same numbers
    -0.047, // opposite stance
    -1.902, // same stance
    6.49, // opposite valence, meaning
    -0.231, // names the speaker
    -0.865, // names the country
    -0.432, // rejects
    -0.672, // responds
    -1.179, // rejects, meaning
    -0.396, // names the speaker and rejects
    -0.764, // quotes
    -0.046, // same speaker
  ],
  differ: [
    0.167, // cosine
    -1.712, // shared words
    1.473, // words contained
    -3.184, // shared words and meaning
    1.532, // shared names
    -2.147, // other names
    -1.02, // negated, words contained
    -3.475, // contrary words, meaning
    -2.576, // other numbers, words contained
    -0.551, // same numbers
    2.568, // opposite stance
    -0.093, // same stance
    7.742, // opposite valence, meaning
    -1.543, // names the speaker
    -0.918, // names the country
    -0.351, // rejects
    -1.403, // responds
    2.783, // rejects, meaning
    -0.032, // names the speaker and rejects
    -0.258, // quotes
    -1.291, // same speaker
  ],
  answer: [
    -1.052, // cosine
    -0.156, // shared words
    -0.231, // words contained
    -0.52, // shared words and meaning
    -2.752, // shared names
    -1.063, // other names
    0.645, // negated, words contained
    -1.241, // contrary words, meaning
    -0.182, // other numbers, words contained
    -1.246, // same numbers
    -0.284, // opposite stance
    1.556, // same stance
    -9.4, // opposite valence, meaning
    4.885, // names the speaker
    2.396, // names the country
    1.066, // rejects
    5.39, // responds
    2.419, // rejects, meaning
    1.521, // names the speaker and rejects
    2.541, // quotes
    -1.706, // same speaker
  ],
  related: [
    1.295, // cosine
    -1.883, // shared words
    1.854, // words contained
    -2.997, // shared words and meaning
    1.448, // shared names
    0.715, // other names
    2.33, // negated, words contained
    -4.763, // contrary words, meaning
    5.077, // other numbers, words contained
    -0.755, // same numbers
    -1.885, // opposite stance
    -0.204, // same stance
    -5.843, // opposite valence, meaning
    -0.56, // names the speaker
    0.753, // names the country
    -0.806, // rejects
    -1.992, // responds
    2.882, // rejects, meaning
    -0.806, // names the speaker and rejects
    -0.243, // quotes
    1.936, // same speaker
  ],
  apart: [
    -1.425, // cosine
    -5.642, // shared words
    -5.477, // words contained
    0.131, // shared words and meaning
    1.762, // shared names
    2.987, // other names
    -2.707, // negated, words contained
    0.743, // contrary words, meaning
    -1.846, // other numbers, words contained
    -0.114, // same numbers
    0.5, // opposite stance
    -0.125, // same stance
    -1.834, // opposite valence, meaning
    -3.02, // names the speaker
    -0.851, // names the country
    1.566, // rejects
    -0.647, // responds
    -5.151, // rejects, meaning
    -0.078, // names the speaker and rejects
    -0.065, // quotes
    1.674, // same speaker
  ],
};

export const BIAS = { same: -2.143, contradict: -3.626, differ: 1.629, answer: -1.377, related: 1.018, apart: 4.498 };
