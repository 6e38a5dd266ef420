// Made by `npm run train:compare`: do not edit.
/** Weights of the features of pair.ts, in their order. */
export const WEIGHTS = {
  same: [
    0.76, // cosine
    -0.353, // shared words
    -0.289, // words contained
    -0.092, // shared words and meaning
    0.021, // rare words shared
    -0.394, // rare words contained
    -0.054, // rare words and meaning
    0.603, // like words
    1.18, // like words of the one
    0.41, // like words of the other
    0.676, // like words and meaning
    0.648, // nearly the same
    -1.041, // shared names
    -0.8, // other names
    -1.472, // negated, words contained
    1.206, // shared words turned
    0.992, // contrary words, meaning
    -1.931, // other numbers, words contained
    1.336, // same numbers
    -0.874, // opposite stance
    1.678, // same stance
    -1.37, // opposite valence, meaning
    -1.479, // opposite valence
    1.929, // same valence
    -0.686, // blame in the earlier
    -0.618, // blame in the later
    -0.362, // names the speaker
    -0.348, // names the country
    0.139, // rejects
    -1.002, // responds
    0.211, // rejects, meaning
    0.681, // names the speaker and rejects
    -0.666, // quotes
    -0.523, // same speaker
    -0.147, // length of the shorter
    0.215, // difference of lengths
  ],
  contradict: [
    0.632, // cosine
    1.095, // shared words
    0.342, // words contained
    0.803, // shared words and meaning
    0.311, // rare words shared
    -0.002, // rare words contained
    0.535, // rare words and meaning
    0.845, // like words
    0.361, // like words of the one
    1.261, // like words of the other
    1.46, // like words and meaning
    1.603, // nearly the same
    -0.64, // shared names
    0.101, // other names
    1.201, // negated, words contained
    1.485, // shared words turned
    2.022, // contrary words, meaning
    0.251, // other numbers, words contained
    -0.806, // same numbers
    -0.098, // opposite stance
    -0.532, // same stance
    0.94, // opposite valence, meaning
    0.045, // opposite valence
    -1.163, // same valence
    -0.096, // blame in the earlier
    -0.087, // blame in the later
    0.017, // names the speaker
    -0.082, // names the country
    -0.224, // rejects
    -0.148, // responds
    -0.551, // rejects, meaning
    -0.441, // names the speaker and rejects
    -0.56, // quotes
    -0.046, // same speaker
    -1.4, // length of the shorter
    -1.528, // difference of lengths
  ],
  differ: [
    -0.223, // cosine
    -0.114, // shared words
    -0.314, // words contained
    -0.272, // shared words and meaning
    0.359, // rare words shared
    0.438, // rare words contained
    0.435, // rare words and meaning
    -0.586, // like words
    -1.18, // like words of the one
    0.005, // like words of the other
    -0.466, // like words and meaning
    -0.614, // nearly the same
    -0.005, // shared names
    -0.573, // other names
    0.42, // negated, words contained
    -0.947, // shared words turned
    -1.504, // contrary words, meaning
    -0.975, // other numbers, words contained
    -0.795, // same numbers
    0.67, // opposite stance
    0.096, // same stance
    1.31, // opposite valence, meaning
    0.988, // opposite valence
    0.071, // same valence
    -0.225, // blame in the earlier
    -0.161, // blame in the later
    -0.601, // names the speaker
    0.351, // names the country
    -0.289, // rejects
    -0.788, // responds
    -0.235, // rejects, meaning
    0.432, // names the speaker and rejects
    -0.14, // quotes
    -0.682, // same speaker
    -0.08, // length of the shorter
    0.01, // difference of lengths
  ],
  answer: [
    -0.063, // cosine
    0.14, // shared words
    0.024, // words contained
    0.075, // shared words and meaning
    0.282, // rare words shared
    0.239, // rare words contained
    0.288, // rare words and meaning
    0.008, // like words
    0.055, // like words of the one
    0.016, // like words of the other
    0.066, // like words and meaning
    0.046, // nearly the same
    0.153, // shared names
    0.061, // other names
    0.209, // negated, words contained
    -0.027, // shared words turned
    -0.338, // contrary words, meaning
    -0.205, // other numbers, words contained
    -0.14, // same numbers
    -0.475, // opposite stance
    -0.229, // same stance
    -0.896, // opposite valence, meaning
    -0.352, // opposite valence
    0.044, // same valence
    0.301, // blame in the earlier
    -0.114, // blame in the later
    1.143, // names the speaker
    0.479, // names the country
    0.61, // rejects
    3.669, // responds
    1.317, // rejects, meaning
    1.068, // names the speaker and rejects
    1.643, // quotes
    -0.083, // same speaker
    -1.039, // length of the shorter
    -0.371, // difference of lengths
  ],
  related: [
    -0.053, // cosine
    -0.386, // shared words
    0.278, // words contained
    -0.02, // shared words and meaning
    0.219, // rare words shared
    0.515, // rare words contained
    -0.208, // rare words and meaning
    -0.028, // like words
    0.192, // like words of the one
    -0.577, // like words of the other
    -0.557, // like words and meaning
    -0.765, // nearly the same
    0.803, // shared names
    0.495, // other names
    -0.032, // negated, words contained
    -1.718, // shared words turned
    -1.053, // contrary words, meaning
    1.873, // other numbers, words contained
    -0.095, // same numbers
    -0.289, // opposite stance
    -0.552, // same stance
    -0.406, // opposite valence, meaning
    0.783, // opposite valence
    -1.023, // same valence
    0.469, // blame in the earlier
    0.631, // blame in the later
    0.592, // names the speaker
    -0.125, // names the country
    -0.21, // rejects
    -1.168, // responds
    0.06, // rejects, meaning
    -0.752, // names the speaker and rejects
    -0.228, // quotes
    0.299, // same speaker
    2.128, // length of the shorter
    0.805, // difference of lengths
  ],
  apart: [
    -1.051, // cosine
    -0.382, // shared words
    -0.041, // words contained
    -0.493, // shared words and meaning
    -1.193, // rare words shared
    -0.795, // rare words contained
    -0.997, // rare words and meaning
    -0.842, // like words
    -0.607, // like words of the one
    -1.114, // like words of the other
    -1.178, // like words and meaning
    -0.918, // nearly the same
    0.729, // shared names
    0.715, // other names
    -0.326, // negated, words contained
    0.001, // shared words turned
    -0.119, // contrary words, meaning
    0.987, // other numbers, words contained
    0.499, // same numbers
    1.065, // opposite stance
    -0.46, // same stance
    0.423, // opposite valence, meaning
    0.013, // opposite valence
    0.142, // same valence
    0.237, // blame in the earlier
    0.349, // blame in the later
    -0.789, // names the speaker
    -0.276, // names the country
    -0.026, // rejects
    -0.564, // responds
    -0.801, // rejects, meaning
    -0.989, // names the speaker and rejects
    -0.049, // quotes
    1.035, // same speaker
    0.537, // length of the shorter
    0.868, // difference of lengths
  ],
};

export const BIAS = { same: -0.298, contradict: -2.959, differ: 1.455, answer: -1.906, related: 0.364, apart: 3.345 };
