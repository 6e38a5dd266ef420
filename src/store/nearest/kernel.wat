;; What scans vectors in memory. kernel.wasm is made of this by `npm run build:kernel`; a test compares the two.
;;
;; A vector is kept as a binary code in two parts of 64-bit words (bit i: coordinate i lies above the mean), and as one byte a
;; coordinate with a scale: how far from the mean it lies, of 256 steps up to the farthest, in the middle of a step. So a
;; coordinate is the mean's and, up or down, 1, 3, 5 ... or 511 times the scale. Numbers of coordinates are multiples of 64. All
;; pointers are byte offsets, aligned to 16.
(module
  (import "host" "memory" (memory 1))

  ;; Compares $count codes with the query's: first their first parts, of $first words, and where these differ in $near bits at
  ;; most, their other parts, of $more words. Of those that differ in $most bits at most it writes the distance (upper 16 bits)
  ;; and the place from 0 (lower 16) to $out, in order, and counts the distance in the histogram (u32). Returns how many.
  (func (export "scan")
    (param $codes i32) (param $rests i32) (param $first i32) (param $more i32) (param $count i32) (param $query i32)
    (param $near i32) (param $most i32) (param $histogram i32) (param $out i32) (result i32)
    (local $place i32) (local $from i32)
    (local.set $from (local.get $out))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $place) (local.get $count)))
        (local.set $out
          (call $compare
            (local.get $codes) (local.get $rests) (local.get $first) (local.get $more) (local.get $place) (local.get $query)
            (local.get $near) (local.get $most) (local.get $histogram) (local.get $out)))
        (local.set $place (i32.add (local.get $place) (i32.const 1)))
        (br $next)))
    (i32.shr_u (i32.sub (local.get $out) (local.get $from)) (i32.const 2)))

  ;; The same for the codes in the $count slots (u32) of a list; what is written are slots.
  (func (export "scanListed")
    (param $codes i32) (param $rests i32) (param $first i32) (param $more i32) (param $list i32) (param $count i32)
    (param $query i32) (param $near i32) (param $most i32) (param $histogram i32) (param $out i32) (result i32)
    (local $end i32) (local $from i32)
    (local.set $from (local.get $out))
    (local.set $end (i32.add (local.get $list) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $list) (local.get $end)))
        (local.set $out
          (call $compare
            (local.get $codes) (local.get $rests) (local.get $first) (local.get $more) (i32.load (local.get $list))
            (local.get $query) (local.get $near) (local.get $most) (local.get $histogram) (local.get $out)))
        (local.set $list (i32.add (local.get $list) (i32.const 4)))
        (br $next)))
    (i32.shr_u (i32.sub (local.get $out) (local.get $from)) (i32.const 2)))

  ;; Compares the code in one place; returns where the next one that is near enough is to be written.
  (func $compare
    (param $codes i32) (param $rests i32) (param $first i32) (param $more i32) (param $place i32) (param $query i32)
    (param $near i32) (param $most i32) (param $histogram i32) (param $out i32) (result i32)
    (local $distance i32)
    (local.set $distance
      (call $distance
        (i32.add (local.get $codes) (i32.shl (i32.mul (local.get $place) (local.get $first)) (i32.const 3)))
        (local.get $query) (local.get $first)))
    (if (i32.gt_u (local.get $distance) (local.get $near)) (then (return (local.get $out))))
    (local.set $distance
      (i32.add
        (local.get $distance)
        (call $distance
          (i32.add (local.get $rests) (i32.shl (i32.mul (local.get $place) (local.get $more)) (i32.const 3)))
          (i32.add (local.get $query) (i32.shl (local.get $first) (i32.const 3)))
          (local.get $more))))
    (if (i32.gt_u (local.get $distance) (local.get $most)) (then (return (local.get $out))))
    (call $note (local.get $histogram) (local.get $out) (local.get $distance) (local.get $place))
    (i32.add (local.get $out) (i32.const 4)))

  ;; `scan` of codes of twice four words, as those of the built-in model are, with the query in registers. Every code is written
  ;; to where the next one goes, which moves on only behind those that are near enough: a branch would be guessed wrongly one
  ;; time in six. Then the other parts of these are compared in the same way, and what is left is counted.
  (func (export "scan4")
    (param $codes i32) (param $rests i32) (param $count i32) (param $query i32) (param $near i32) (param $most i32)
    (param $histogram i32) (param $out i32) (result i32)
    (local $place i32) (local $distance i32) (local $at i32) (local $to i32) (local $end i32) (local $found i32)
    (local $rest i32) (local $a i64) (local $b i64) (local $c i64) (local $d i64)
    (local.set $a (i64.load (local.get $query)))
    (local.set $b (i64.load offset=8 (local.get $query)))
    (local.set $c (i64.load offset=16 (local.get $query)))
    (local.set $d (i64.load offset=24 (local.get $query)))
    (local.set $to (local.get $out))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $place) (local.get $count)))
        (local.set $distance
          (i32.wrap_i64
            (i64.add
              (i64.add
                (i64.popcnt (i64.xor (local.get $a) (i64.load (local.get $codes))))
                (i64.popcnt (i64.xor (local.get $b) (i64.load offset=8 (local.get $codes)))))
              (i64.add
                (i64.popcnt (i64.xor (local.get $c) (i64.load offset=16 (local.get $codes))))
                (i64.popcnt (i64.xor (local.get $d) (i64.load offset=24 (local.get $codes))))))))
        (i32.store (local.get $to) (i32.or (i32.shl (local.get $distance) (i32.const 16)) (local.get $place)))
        (local.set $to
          (i32.add (local.get $to) (i32.shl (i32.le_u (local.get $distance) (local.get $near)) (i32.const 2))))
        (local.set $codes (i32.add (local.get $codes) (i32.const 32)))
        (local.set $place (i32.add (local.get $place) (i32.const 1)))
        (br $next)))
    (local.set $a (i64.load offset=32 (local.get $query)))
    (local.set $b (i64.load offset=40 (local.get $query)))
    (local.set $c (i64.load offset=48 (local.get $query)))
    (local.set $d (i64.load offset=56 (local.get $query)))
    (local.set $end (local.get $to))
    (local.set $at (local.get $out))
    (local.set $to (local.get $out))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $found (i32.load (local.get $at)))
        (local.set $place (i32.and (local.get $found) (i32.const 0xffff)))
        (local.set $rest (i32.add (local.get $rests) (i32.shl (local.get $place) (i32.const 5))))
        (local.set $distance
          (i32.add
            (i32.shr_u (local.get $found) (i32.const 16))
            (i32.wrap_i64
              (i64.add
                (i64.add
                  (i64.popcnt (i64.xor (local.get $a) (i64.load (local.get $rest))))
                  (i64.popcnt (i64.xor (local.get $b) (i64.load offset=8 (local.get $rest)))))
                (i64.add
                  (i64.popcnt (i64.xor (local.get $c) (i64.load offset=16 (local.get $rest))))
                  (i64.popcnt (i64.xor (local.get $d) (i64.load offset=24 (local.get $rest)))))))))
        (i32.store (local.get $to) (i32.or (i32.shl (local.get $distance) (i32.const 16)) (local.get $place)))
        (local.set $to
          (i32.add (local.get $to) (i32.shl (i32.le_u (local.get $distance) (local.get $most)) (i32.const 2))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br $next)))
    (local.set $at (local.get $out))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $to)))
        (call $count (local.get $histogram) (i32.shr_u (i32.load (local.get $at)) (i32.const 16)))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br $next)))
    (i32.shr_u (i32.sub (local.get $to) (local.get $out)) (i32.const 2)))

  (func $note (param $histogram i32) (param $out i32) (param $distance i32) (param $place i32)
    (i32.store (local.get $out) (i32.or (i32.shl (local.get $distance) (i32.const 16)) (local.get $place)))
    (call $count (local.get $histogram) (local.get $distance)))

  (func $count (param $histogram i32) (param $distance i32)
    (local.set $histogram (i32.add (local.get $histogram) (i32.shl (local.get $distance) (i32.const 2))))
    (i32.store (local.get $histogram) (i32.add (i32.load (local.get $histogram)) (i32.const 1))))

  (func $distance (param $code i32) (param $query i32) (param $words i32) (result i32)
    (local $sum i64) (local $end i32)
    (local.set $end (i32.add (local.get $code) (i32.shl (local.get $words) (i32.const 3))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $code) (local.get $end)))
        (local.set $sum
          (i64.add
            (local.get $sum)
            (i64.popcnt (i64.xor (i64.load (local.get $code)) (i64.load (local.get $query))))))
        (local.set $code (i32.add (local.get $code) (i32.const 8)))
        (local.set $query (i32.add (local.get $query) (i32.const 8)))
        (br $next)))
    (i32.wrap_i64 (local.get $sum)))

  ;; Inner products (f32) of the query with the vectors in the slots (u32) of a list: that with the mean, $base, and those of the
  ;; query (i16 a coordinate, small enough that no sum is beyond 32 bits) with what they are off the mean, times their scales
  ;; (f32, one a slot) and $unit. A byte b counts 2b + 1 where its bit is set, and -(2b + 1) = 2(-b - 1) + 1 where it is not; all
  ;; are summed with the opposite sign and without the 1, since what that makes, the sum of the query, is the same for every vector.
  (func (export "rescore")
    (param $codes i32) (param $rests i32) (param $vectors i32) (param $scales i32) (param $dimensions i32) (param $first i32)
    (param $list i32) (param $count i32) (param $query i32) (param $base f32) (param $unit f32) (param $out i32)
    (local $end i32) (local $slot i32) (local $at i32) (local $from i32) (local $last i32) (local $half i32) (local $code i32)
    (local $all i32) (local $sum v128) (local $bytes v128) (local $bits v128) (local $low v128) (local $high v128)
    (local.set $low (v128.const i16x8 1 2 4 8 16 32 64 128))
    (local.set $high (v128.const i16x8 256 512 1024 2048 4096 8192 16384 -32768))
    (local.set $end (i32.add (local.get $list) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $from (local.get $query))
    (local.set $last (i32.add (local.get $query) (i32.shl (local.get $dimensions) (i32.const 1))))
    (loop $eight
      (local.set $sum
        (i32x4.add
          (local.get $sum)
          (i32x4.dot_i16x8_s (v128.load (local.get $from)) (v128.const i16x8 1 1 1 1 1 1 1 1))))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (br_if $eight (i32.lt_u (local.get $from) (local.get $last))))
    (local.set $all (call $total (local.get $sum)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $list) (local.get $end)))
        (local.set $slot (i32.load (local.get $list)))
        (local.set $at (i32.add (local.get $vectors) (i32.mul (local.get $slot) (local.get $dimensions))))
        (local.set $half (i32.add (local.get $at) (local.get $first)))
        (local.set $last (i32.add (local.get $at) (local.get $dimensions)))
        (local.set $code
          (i32.add (local.get $codes) (i32.shr_u (i32.mul (local.get $slot) (local.get $first)) (i32.const 3))))
        (local.set $from (local.get $query))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (loop $sixteen
          (if (i32.eq (local.get $at) (local.get $half))
            (then
              (local.set $code
                (i32.add
                  (local.get $rests)
                  (i32.shr_u
                    (i32.mul (local.get $slot) (i32.sub (local.get $dimensions) (local.get $first)))
                    (i32.const 3))))))
          (local.set $bytes (v128.load (local.get $at)))
          (local.set $bits (v128.load16_splat (local.get $code)))
          (local.set $sum
            (i32x4.add
              (local.get $sum)
              (i32x4.add
                (i32x4.dot_i16x8_s
                  (v128.xor
                    (i16x8.extend_low_i8x16_u (local.get $bytes))
                    (i16x8.eq (v128.and (local.get $bits) (local.get $low)) (local.get $low)))
                  (v128.load (local.get $from)))
                (i32x4.dot_i16x8_s
                  (v128.xor
                    (i16x8.extend_high_i8x16_u (local.get $bytes))
                    (i16x8.eq (v128.and (local.get $bits) (local.get $high)) (local.get $high)))
                  (v128.load offset=16 (local.get $from))))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (local.set $code (i32.add (local.get $code) (i32.const 2)))
          (local.set $from (i32.add (local.get $from) (i32.const 32)))
          (br_if $sixteen (i32.lt_u (local.get $at) (local.get $last))))
        (f32.store
          (local.get $out)
          (f32.add
            (local.get $base)
            (f32.mul
              (f32.mul
                (f32.convert_i32_s
                  (i32.sub
                    (i32.const 0)
                    (i32.add (local.get $all) (i32.shl (call $total (local.get $sum)) (i32.const 1)))))
                (f32.load (i32.add (local.get $scales) (i32.shl (local.get $slot) (i32.const 2)))))
              (local.get $unit))))
        (local.set $list (i32.add (local.get $list) (i32.const 4)))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $next))))

  (func $total (param $four v128) (result i32)
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $four)) (i32x4.extract_lane 1 (local.get $four)))
      (i32.add (i32x4.extract_lane 2 (local.get $four)) (i32x4.extract_lane 3 (local.get $four)))))

  ;; Turns a vector (f32) in place: signs, and a Walsh-Hadamard transform of the first $block coordinates, which are a power
  ;; of two; where there are more coordinates, other signs and a transform of the last ones.
  (func $turn (export "turn") (param $at i32) (param $turns i32) (param $dimensions i32) (param $block i32)
    (call $multiply (local.get $at) (local.get $turns) (local.get $dimensions))
    (call $hadamard (local.get $at) (local.get $block))
    (if (i32.ne (local.get $block) (local.get $dimensions))
      (then
        (call $multiply
          (local.get $at)
          (i32.add (local.get $turns) (i32.shl (local.get $dimensions) (i32.const 2)))
          (local.get $dimensions))
        (call $hadamard
          (i32.add (local.get $at) (i32.shl (i32.sub (local.get $dimensions) (local.get $block)) (i32.const 2)))
          (local.get $block)))))

  ;; Turns $count vectors (f32), one after the other, and encodes them into slots that follow one another.
  (func (export "lay")
    (param $vectors i32) (param $count i32) (param $turns i32) (param $mean i32) (param $dimensions i32) (param $block i32)
    (param $first i32) (param $codes i32) (param $rests i32) (param $bytes i32) (param $scales i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $scales) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $scales) (local.get $end)))
        (call $turn (local.get $vectors) (local.get $turns) (local.get $dimensions) (local.get $block))
        (f32.store
          (local.get $scales)
          (call $encode
            (local.get $vectors) (local.get $mean) (local.get $dimensions) (local.get $first)
            (local.get $codes) (local.get $rests) (local.get $bytes)))
        (local.set $vectors (i32.add (local.get $vectors) (i32.shl (local.get $dimensions) (i32.const 2))))
        (local.set $codes (i32.add (local.get $codes) (i32.shr_u (local.get $first) (i32.const 3))))
        (local.set $rests
          (i32.add (local.get $rests) (i32.shr_u (i32.sub (local.get $dimensions) (local.get $first)) (i32.const 3))))
        (local.set $bytes (i32.add (local.get $bytes) (local.get $dimensions)))
        (local.set $scales (i32.add (local.get $scales) (i32.const 4)))
        (br $next))))

  ;; Writes a vector (f32) of what `encode` made of it.
  (func (export "restore")
    (param $code i32) (param $rest i32) (param $bytes i32) (param $scale i32) (param $mean i32) (param $dimensions i32)
    (param $first i32) (param $out i32)
    (local $i i32) (local $at i32) (local $steps i32)
    (loop $next
      (if (i32.eq (local.get $i) (local.get $first))
        (then (local.set $code (i32.sub (local.get $rest) (i32.shr_u (local.get $first) (i32.const 3))))))
      (local.set $steps
        (i32.or (i32.shl (i32.load8_u (i32.add (local.get $bytes) (local.get $i))) (i32.const 1)) (i32.const 1)))
      (if
        (i32.eqz
          (i32.and
            (i32.shr_u
              (i32.load8_u (i32.add (local.get $code) (i32.shr_u (local.get $i) (i32.const 3))))
              (i32.and (local.get $i) (i32.const 7)))
            (i32.const 1)))
        (then (local.set $steps (i32.sub (i32.const 0) (local.get $steps)))))
      (local.set $at (i32.shl (local.get $i) (i32.const 2)))
      (f32.store
        (i32.add (local.get $out) (local.get $at))
        (f32.add
          (f32.load (i32.add (local.get $mean) (local.get $at)))
          (f32.mul (f32.load (local.get $scale)) (f32.convert_i32_s (local.get $steps)))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $i) (local.get $dimensions)))))

  ;; Undoes `turn`: a transform is its own inverse but for its scale, and so are the factors.
  (func (export "turnBack") (param $at i32) (param $turns i32) (param $dimensions i32) (param $block i32)
    (if (i32.ne (local.get $block) (local.get $dimensions))
      (then
        (call $hadamard
          (i32.add (local.get $at) (i32.shl (i32.sub (local.get $dimensions) (local.get $block)) (i32.const 2)))
          (local.get $block))
        (call $multiply
          (local.get $at)
          (i32.add (local.get $turns) (i32.shl (local.get $dimensions) (i32.const 2)))
          (local.get $dimensions))))
    (call $hadamard (local.get $at) (local.get $block))
    (call $multiply (local.get $at) (local.get $turns) (local.get $dimensions)))

  ;; Multiplies $count numbers (f32) by as many others, in place.
  (func $multiply (param $at i32) (param $factors i32) (param $count i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $at) (i32.shl (local.get $count) (i32.const 2))))
    (loop $four
      (v128.store
        (local.get $at)
        (f32x4.mul (v128.load (local.get $at)) (v128.load (local.get $factors))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (local.set $factors (i32.add (local.get $factors) (i32.const 16)))
      (br_if $four (i32.lt_u (local.get $at) (local.get $end)))))

  ;; The Walsh-Hadamard transform of $count numbers (f32), a power of two from 4 on, in place and not scaled.
  (func $hadamard (param $start i32) (param $count i32)
    (local $end i32) (local $at i32) (local $half i32) (local $stop i32) (local $quarters i32)
    (local $second i32) (local $third i32) (local $fourth i32)
    (local $x v128) (local $y v128) (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $end (i32.add (local.get $start) (i32.shl (local.get $count) (i32.const 2))))
    ;; Neighbours, and neighbours of neighbours, within four.
    (local.set $at (local.get $start))
    (loop $four
      (local.set $x (v128.load (local.get $at)))
      (local.set $x
        (f32x4.add
          (i8x16.shuffle 4 5 6 7 0 1 2 3 12 13 14 15 8 9 10 11 (local.get $x) (local.get $x))
          (f32x4.mul (local.get $x) (v128.const f32x4 1 -1 1 -1))))
      (v128.store
        (local.get $at)
        (f32x4.add
          (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $x) (local.get $x))
          (f32x4.mul (local.get $x) (v128.const f32x4 1 1 -1 -1))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $four (i32.lt_u (local.get $at) (local.get $end))))
    ;; Halves of 16 bytes and more: two stages at once, of quarters, while there are two.
    (local.set $half (i32.const 16))
    (block $done
      (loop $stages
        (local.set $quarters (i32.add (local.get $start) (i32.shl (local.get $half) (i32.const 2))))
        (br_if $done (i32.gt_u (local.get $quarters) (local.get $end)))
        (local.set $at (local.get $start))
        (loop $four
          (local.set $stop (i32.add (local.get $at) (local.get $half)))
          (loop $across
            (local.set $second (i32.add (local.get $at) (local.get $half)))
            (local.set $third (i32.add (local.get $second) (local.get $half)))
            (local.set $fourth (i32.add (local.get $third) (local.get $half)))
            (local.set $x (v128.load (local.get $at)))
            (local.set $y (v128.load (local.get $second)))
            (local.set $a (f32x4.add (local.get $x) (local.get $y)))
            (local.set $b (f32x4.sub (local.get $x) (local.get $y)))
            (local.set $x (v128.load (local.get $third)))
            (local.set $y (v128.load (local.get $fourth)))
            (local.set $c (f32x4.add (local.get $x) (local.get $y)))
            (local.set $d (f32x4.sub (local.get $x) (local.get $y)))
            (v128.store (local.get $at) (f32x4.add (local.get $a) (local.get $c)))
            (v128.store (local.get $second) (f32x4.add (local.get $b) (local.get $d)))
            (v128.store (local.get $third) (f32x4.sub (local.get $a) (local.get $c)))
            (v128.store (local.get $fourth) (f32x4.sub (local.get $b) (local.get $d)))
            (local.set $at (i32.add (local.get $at) (i32.const 16)))
            (br_if $across (i32.lt_u (local.get $at) (local.get $stop))))
          (local.set $at (i32.add (local.get $fourth) (i32.const 16)))
          (br_if $four (i32.lt_u (local.get $at) (local.get $end))))
        (local.set $half (i32.shl (local.get $half) (i32.const 2)))
        (br $stages)))
    ;; The last stage, where one is left: the halves of the whole.
    (if (i32.lt_u (i32.add (local.get $start) (local.get $half)) (local.get $end))
      (then
        (local.set $at (local.get $start))
        (local.set $stop (i32.add (local.get $at) (local.get $half)))
        (loop $across
          (local.set $x (v128.load (local.get $at)))
          (local.set $second (i32.add (local.get $at) (local.get $half)))
          (local.set $y (v128.load (local.get $second)))
          (v128.store (local.get $at) (f32x4.add (local.get $x) (local.get $y)))
          (v128.store (local.get $second) (f32x4.sub (local.get $x) (local.get $y)))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $across (i32.lt_u (local.get $at) (local.get $stop)))))))

  ;; Takes the mean from a vector (f32), in place, and writes its binary code, the bits of the $first coordinates apart from the
  ;; others, and its bytes. Returns their scale. Numbers are rounded by adding 1.5 times 2^23, of which no fraction remains, and
  ;; the functions are written out: a call takes longer.
  (func $encode (export "encode")
    (param $vector i32) (param $mean i32) (param $dimensions i32) (param $first i32) (param $code i32) (param $rest i32)
    (param $bytes i32) (result f32)
    (local $at i32) (local $end i32) (local $peak v128) (local $most f32) (local $factor v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $magic v128) (local $half v128) (local $none v128)
    (local.set $magic (v128.const f32x4 12582912 12582912 12582912 12582912))
    (local.set $half (v128.const f32x4 0.5 0.5 0.5 0.5))
    (local.set $end (i32.add (local.get $vector) (i32.shl (local.get $dimensions) (i32.const 2))))
    (local.set $at (local.get $vector))
    (loop $four
      (local.set $a (f32x4.sub (v128.load (local.get $at)) (v128.load (local.get $mean))))
      (v128.store (local.get $at) (local.get $a))
      (local.set $peak (f32x4.pmax (local.get $peak) (f32x4.abs (local.get $a))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (local.set $mean (i32.add (local.get $mean) (i32.const 16)))
      (br_if $four (i32.lt_u (local.get $at) (local.get $end))))
    (local.set $most
      (f32.max
        (f32.max (f32x4.extract_lane 0 (local.get $peak)) (f32x4.extract_lane 1 (local.get $peak)))
        (f32.max (f32x4.extract_lane 2 (local.get $peak)) (f32x4.extract_lane 3 (local.get $peak)))))
    (if (f32.eq (local.get $most) (f32.const 0)) (then (local.set $most (f32.const 1))))
    (local.set $factor (f32x4.splat (f32.div (f32.const 256) (local.get $most))))
    (local.set $at (local.get $vector))
    (local.set $first (i32.add (local.get $vector) (i32.shl (local.get $first) (i32.const 2))))
    (loop $sixteen
      (if (i32.eq (local.get $at) (local.get $first)) (then (local.set $code (local.get $rest))))
      (local.set $a (v128.load (local.get $at)))
      (local.set $b (v128.load offset=16 (local.get $at)))
      (local.set $c (v128.load offset=32 (local.get $at)))
      (local.set $d (v128.load offset=48 (local.get $at)))
      (i32.store16
        (local.get $code)
        (i8x16.bitmask
          (i8x16.narrow_i16x8_s
            (i16x8.narrow_i32x4_s
              (f32x4.gt (local.get $a) (local.get $none))
              (f32x4.gt (local.get $b) (local.get $none)))
            (i16x8.narrow_i32x4_s
              (f32x4.gt (local.get $c) (local.get $none))
              (f32x4.gt (local.get $d) (local.get $none))))))
      (local.set $a (f32x4.sub (f32x4.mul (f32x4.abs (local.get $a)) (local.get $factor)) (local.get $half)))
      (local.set $b (f32x4.sub (f32x4.mul (f32x4.abs (local.get $b)) (local.get $factor)) (local.get $half)))
      (local.set $c (f32x4.sub (f32x4.mul (f32x4.abs (local.get $c)) (local.get $factor)) (local.get $half)))
      (local.set $d (f32x4.sub (f32x4.mul (f32x4.abs (local.get $d)) (local.get $factor)) (local.get $half)))
      ;; What rounds to 256 becomes 255, and what rounds to less than 0 becomes 0.
      (v128.store
        (local.get $bytes)
        (i8x16.narrow_i16x8_u
          (i16x8.narrow_i32x4_s
            (i32x4.sub (f32x4.add (local.get $a) (local.get $magic)) (local.get $magic))
            (i32x4.sub (f32x4.add (local.get $b) (local.get $magic)) (local.get $magic)))
          (i16x8.narrow_i32x4_s
            (i32x4.sub (f32x4.add (local.get $c) (local.get $magic)) (local.get $magic))
            (i32x4.sub (f32x4.add (local.get $d) (local.get $magic)) (local.get $magic)))))
      (local.set $code (i32.add (local.get $code) (i32.const 2)))
      (local.set $bytes (i32.add (local.get $bytes) (i32.const 16)))
      (local.set $at (i32.add (local.get $at) (i32.const 64)))
      (br_if $sixteen (i32.lt_u (local.get $at) (local.get $end))))
    (f32.div (local.get $most) (f32.const 512))))
