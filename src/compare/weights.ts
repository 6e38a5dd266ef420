// Made by `npm run train:compare`: do not edit.
/** Weights of the features of pair.ts, in their order. */
export const WEIGHTS = {
  same: [
    0.83, // cosine
    -0.352, // shared words
    -0.205, // words contained
    -0.028, // shared words and meaning
    0.019, // rare words shared
    -0.383, // rare words contained
    -0.065, // rare words and meaning
    0.563, // like words
    1.158, // like words of the one
    0.396, // like words of the other
    0.665, // like words and meaning
    0.651, // nearly the same
    -0.953, // shared names
    -0.803, // other names
    -1.373, // negated, words contained
    0.86, // shared words turned
    0.975, // contrary words, meaning
    -1.937, // other numbers, words contained
    1.336, // same numbers
    -0.897, // opposite stance
    1.712, // same stance
    -1.395, // opposite valence, meaning
    -1.499, // opposite valence
    2.015, // same valence
    -0.683, // blame in the earlier
    -0.626, // blame in the later
    -0.627, // names the speaker
    -0.412, // names the country
    0.19, // rejects
    -0.928, // responds
    0.38, // rejects, meaning
    0.706, // names the speaker and rejects
    -0.179, // spoken of by the earlier
    -0.057, // spoken of by the earlier and denies
    -0.19, // of a country of which the earlier speaks, and denies
    -0.66, // quotes
    -0.488, // same speaker
    0.016, // length of the shorter
    0.267, // difference of lengths
  ],
  contradict: [
    0.456, // cosine
    1.143, // shared words
    0.242, // words contained
    0.612, // shared words and meaning
    0.287, // rare words shared
    0.022, // rare words contained
    0.436, // rare words and meaning
    0.956, // like words
    0.388, // like words of the one
    1.252, // like words of the other
    1.408, // like words and meaning
    1.5, // nearly the same
    -0.566, // shared names
    0.046, // other names
    1.092, // negated, words contained
    2.24, // shared words turned
    2.046, // contrary words, meaning
    0.25, // other numbers, words contained
    -0.792, // same numbers
    -0.136, // opposite stance
    -0.641, // same stance
    1.025, // opposite valence, meaning
    0.386, // opposite valence
    -1.512, // same valence
    -0.198, // blame in the earlier
    -0.066, // blame in the later
    0.947, // names the speaker
    0.217, // names the country
    -0.313, // rejects
    -0.592, // responds
    -0.75, // rejects, meaning
    -0.667, // names the speaker and rejects
    1.068, // spoken of by the earlier
    1.981, // spoken of by the earlier and denies
    0.664, // of a country of which the earlier speaks, and denies
    -0.441, // quotes
    -0.12, // same speaker
    -1.881, // length of the shorter
    -1.578, // difference of lengths
  ],
  differ: [
    -0.278, // cosine
    -0.114, // shared words
    -0.268, // words contained
    -0.197, // shared words and meaning
    0.374, // rare words shared
    0.424, // rare words contained
    0.479, // rare words and meaning
    -0.674, // like words
    -1.222, // like words of the one
    -0.073, // like words of the other
    -0.463, // like words and meaning
    -0.605, // nearly the same
    -0.134, // shared names
    -0.404, // other names
    0.324, // negated, words contained
    -1.021, // shared words turned
    -1.522, // contrary words, meaning
    -0.985, // other numbers, words contained
    -0.799, // same numbers
    0.614, // opposite stance
    0.102, // same stance
    1.253, // opposite valence, meaning
    0.857, // opposite valence
    0.145, // same valence
    -0.246, // blame in the earlier
    -0.178, // blame in the later
    -0.582, // names the speaker
    0.403, // names the country
    -0.28, // rejects
    -0.725, // responds
    -0.216, // rejects, meaning
    0.327, // names the speaker and rejects
    -0.191, // spoken of by the earlier
    -1.447, // spoken of by the earlier and denies
    0.493, // of a country of which the earlier speaks, and denies
    -0.134, // quotes
    -0.668, // same speaker
    0.01, // length of the shorter
    -0.14, // difference of lengths
  ],
  answer: [
    -0.094, // cosine
    0.146, // shared words
    0.08, // words contained
    0.114, // shared words and meaning
    0.262, // rare words shared
    0.248, // rare words contained
    0.289, // rare words and meaning
    0.028, // like words
    0.111, // like words of the one
    0.023, // like words of the other
    0.077, // like words and meaning
    0.063, // nearly the same
    0.072, // shared names
    0.027, // other names
    0.21, // negated, words contained
    0.025, // shared words turned
    -0.305, // contrary words, meaning
    -0.217, // other numbers, words contained
    -0.133, // same numbers
    -0.389, // opposite stance
    -0.206, // same stance
    -0.521, // opposite valence, meaning
    -0.247, // opposite valence
    0.07, // same valence
    0.339, // blame in the earlier
    -0.134, // blame in the later
    0.8, // names the speaker
    0.4, // names the country
    0.563, // rejects
    3.878, // responds
    1.241, // rejects, meaning
    1.16, // names the speaker and rejects
    -0.167, // spoken of by the earlier
    -0.468, // spoken of by the earlier and denies
    1.396, // of a country of which the earlier speaks, and denies
    1.514, // quotes
    -0.07, // same speaker
    -0.962, // length of the shorter
    -0.292, // difference of lengths
  ],
  related: [
    0.082, // cosine
    -0.495, // shared words
    0.156, // words contained
    -0.047, // shared words and meaning
    0.196, // rare words shared
    0.467, // rare words contained
    -0.127, // rare words and meaning
    0.013, // like words
    0.217, // like words of the one
    -0.452, // like words of the other
    -0.516, // like words and meaning
    -0.71, // nearly the same
    0.794, // shared names
    0.456, // other names
    0.043, // negated, words contained
    -1.947, // shared words turned
    -1.126, // contrary words, meaning
    1.749, // other numbers, words contained
    -0.06, // same numbers
    -0.312, // opposite stance
    -0.551, // same stance
    -0.445, // opposite valence, meaning
    0.602, // opposite valence
    -0.916, // same valence
    0.474, // blame in the earlier
    0.57, // blame in the later
    0.529, // names the speaker
    -0.21, // names the country
    -0.215, // rejects
    -1.121, // responds
    -0.045, // rejects, meaning
    -0.647, // names the speaker and rejects
    0.49, // spoken of by the earlier
    1.529, // spoken of by the earlier and denies
    -0.643, // of a country of which the earlier speaks, and denies
    -0.23, // quotes
    0.174, // same speaker
    2.11, // length of the shorter
    0.727, // difference of lengths
  ],
  apart: [
    -0.995, // cosine
    -0.328, // shared words
    -0.005, // words contained
    -0.455, // shared words and meaning
    -1.138, // rare words shared
    -0.779, // rare words contained
    -1.012, // rare words and meaning
    -0.887, // like words
    -0.652, // like words of the one
    -1.146, // like words of the other
    -1.171, // like words and meaning
    -0.899, // nearly the same
    0.787, // shared names
    0.679, // other names
    -0.295, // negated, words contained
    -0.156, // shared words turned
    -0.067, // contrary words, meaning
    1.141, // other numbers, words contained
    0.448, // same numbers
    1.119, // opposite stance
    -0.415, // same stance
    0.083, // opposite valence, meaning
    -0.1, // opposite valence
    0.199, // same valence
    0.314, // blame in the earlier
    0.434, // blame in the later
    -1.067, // names the speaker
    -0.398, // names the country
    0.056, // rejects
    -0.512, // responds
    -0.611, // rejects, meaning
    -0.879, // names the speaker and rejects
    -1.021, // spoken of by the earlier
    -1.538, // spoken of by the earlier and denies
    -1.719, // of a country of which the earlier speaks, and denies
    -0.048, // quotes
    1.173, // same speaker
    0.706, // length of the shorter
    1.016, // difference of lengths
  ],
};

export const BIAS = { same: -0.471, contradict: -2.438, differ: 1.476, answer: -2.052, related: 0.284, apart: 3.201 };
