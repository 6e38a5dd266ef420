;; Dot products of one vector with many. products.wasm is made of this by `npm run build:kernel`; a test compares the two.
;;
;; Vectors are 32-bit floats, $bytes long, a multiple of 32; each of the many begins $step bytes after the one before it.
;; $count is a multiple of 4: four are read side by side, since each addition waits for the one before it in the same sum.
;; Pointers are byte offsets.
(module
  (memory (export "memory") 1)

  (func (export "multiply")
    (param $vector i32) (param $bytes i32) (param $rows i32) (param $step i32) (param $count i32) (param $products i32)
    (local $end i32) (local $i i32) (local $first i32) (local $second i32) (local $third i32) (local $fourth i32)
    (local $v v128) (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $end (i32.add (local.get $products) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $products) (local.get $end)))
        (local.set $first (local.get $rows))
        (local.set $second (i32.add (local.get $first) (local.get $step)))
        (local.set $third (i32.add (local.get $second) (local.get $step)))
        (local.set $fourth (i32.add (local.get $third) (local.get $step)))
        (local.set $a (v128.const f32x4 0 0 0 0))
        (local.set $b (local.get $a))
        (local.set $c (local.get $a))
        (local.set $d (local.get $a))
        (local.set $i (i32.const 0))
        (loop $along
          (local.set $v (v128.load (i32.add (local.get $vector) (local.get $i))))
          (local.set $a (f32x4.add (local.get $a)
            (f32x4.mul (local.get $v) (v128.load (i32.add (local.get $first) (local.get $i))))))
          (local.set $b (f32x4.add (local.get $b)
            (f32x4.mul (local.get $v) (v128.load (i32.add (local.get $second) (local.get $i))))))
          (local.set $c (f32x4.add (local.get $c)
            (f32x4.mul (local.get $v) (v128.load (i32.add (local.get $third) (local.get $i))))))
          (local.set $d (f32x4.add (local.get $d)
            (f32x4.mul (local.get $v) (v128.load (i32.add (local.get $fourth) (local.get $i))))))
          (local.set $v (v128.load offset=16 (i32.add (local.get $vector) (local.get $i))))
          (local.set $a (f32x4.add (local.get $a)
            (f32x4.mul (local.get $v) (v128.load offset=16 (i32.add (local.get $first) (local.get $i))))))
          (local.set $b (f32x4.add (local.get $b)
            (f32x4.mul (local.get $v) (v128.load offset=16 (i32.add (local.get $second) (local.get $i))))))
          (local.set $c (f32x4.add (local.get $c)
            (f32x4.mul (local.get $v) (v128.load offset=16 (i32.add (local.get $third) (local.get $i))))))
          (local.set $d (f32x4.add (local.get $d)
            (f32x4.mul (local.get $v) (v128.load offset=16 (i32.add (local.get $fourth) (local.get $i))))))
          (local.set $i (i32.add (local.get $i) (i32.const 32)))
          (br_if $along (i32.lt_u (local.get $i) (local.get $bytes))))
        (f32.store (local.get $products) (call $sum (local.get $a)))
        (f32.store offset=4 (local.get $products) (call $sum (local.get $b)))
        (f32.store offset=8 (local.get $products) (call $sum (local.get $c)))
        (f32.store offset=12 (local.get $products) (call $sum (local.get $d)))
        (local.set $products (i32.add (local.get $products) (i32.const 16)))
        (local.set $rows (i32.add (local.get $fourth) (local.get $step)))
        (br $next))))

  (func $sum (param $lanes v128) (result f32)
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $lanes)) (f32x4.extract_lane 1 (local.get $lanes)))
      (f32.add (f32x4.extract_lane 2 (local.get $lanes)) (f32x4.extract_lane 3 (local.get $lanes))))))
