// SPDX-License-Identifier: EUPL-1.2

/// H.264 (ISO/IEC 14496-10), Constrained Baseline, whose macroblocks are all I_PCM: samples as they are, no prediction
/// and no transform. Each decoder must take it, and an encoder of it fits on a page.
///
/// Every fifth picture is an IDR picture, so that a player has to look for one when it seeks.
struct H264Writer {
    let columns: Int
    let rows: Int
    static let keyInterval = 5

    /// Width and height in pixels, multiples of 16.
    init(columns: Int, rows: Int) { (self.columns, self.rows) = (columns, rows) }

    /// Sequence parameter set, §7.3.2.1, with its NAL unit header.
    var sequenceParameters: [UInt8] {
        var bits = BitWriter()
        bits.put(66, 8)  // profile_idc: Baseline
        bits.put(0b1100_0000, 8)  // constraint_set0 and 1: Constrained Baseline
        bits.put(Self.level, 8)
        bits.exponential(0)  // seq_parameter_set_id
        bits.exponential(0)  // log2_max_frame_num - 4
        bits.exponential(2)  // pic_order_cnt_type: output in decoding order
        bits.exponential(1)  // max_num_ref_frames
        bits.put(0, 1)  // gaps_in_frame_num_value_allowed_flag
        bits.exponential(columns / 16 - 1)
        bits.exponential(rows / 16 - 1)
        bits.put(1, 1)  // frame_mbs_only_flag
        bits.put(0, 1)  // direct_8x8_inference_flag
        bits.put(0, 1)  // frame_cropping_flag
        bits.put(0, 1)  // vui_parameters_present_flag
        bits.stop()
        return [0x67] + Self.escaped(bits.bytes)
    }

    /// Picture parameter set, §7.3.2.2, with its NAL unit header.
    var pictureParameters: [UInt8] {
        var bits = BitWriter()
        bits.exponential(0)  // pic_parameter_set_id
        bits.exponential(0)  // seq_parameter_set_id
        bits.put(0, 1)  // entropy_coding_mode_flag: CAVLC
        bits.put(0, 1)  // bottom_field_pic_order_in_frame_present_flag
        bits.exponential(0)  // num_slice_groups_minus1
        bits.exponential(0)  // num_ref_idx_l0_default_active_minus1
        bits.exponential(0)  // num_ref_idx_l1_default_active_minus1
        bits.put(0, 1)  // weighted_pred_flag
        bits.put(0, 2)  // weighted_bipred_idc
        bits.exponential(0)  // pic_init_qp_minus26
        bits.exponential(0)  // pic_init_qs_minus26
        bits.exponential(0)  // chroma_qp_index_offset
        bits.put(1, 1)  // deblocking_filter_control_present_flag
        bits.put(0, 1)  // constrained_intra_pred_flag
        bits.put(0, 1)  // redundant_pic_cnt_present_flag
        bits.stop()
        return [0x68] + Self.escaped(bits.bytes)
    }

    /// One picture as one slice: a NAL unit without length or start code.
    func slice(_ picture: Picture, number: Int) -> [UInt8] {
        let isKey = number % Self.keyInterval == 0
        var bits = BitWriter()
        bits.exponential(0)  // first_mb_in_slice
        bits.exponential(7)  // slice_type: I, all slices of the picture
        bits.exponential(0)  // pic_parameter_set_id
        bits.put(number % Self.keyInterval, 4)  // frame_num
        if isKey { bits.exponential(number / Self.keyInterval % 2) }  // idr_pic_id
        if isKey {
            bits.put(0, 2)  // no_output_of_prior_pics_flag, long_term_reference_flag
        } else {
            bits.put(0, 1)  // adaptive_ref_pic_marking_mode_flag
        }
        bits.exponential(0)  // slice_qp_delta
        bits.exponential(1)  // disable_deblocking_filter_idc
        for row in 0..<rows / 16 {
            for column in 0..<columns / 16 {
                bits.exponential(25)  // mb_type: I_PCM
                bits.align()
                picture.macroblock(column, row, into: &bits)
            }
        }
        bits.stop()
        return [isKey ? 0x65 : 0x61] + Self.escaped(bits.bytes)
    }

    /// The avcC record, ISO/IEC 14496-15 §5.3.3.1.
    var decoderConfiguration: [UInt8] {
        let (sps, pps) = (sequenceParameters, pictureParameters)
        return [1, 66, 0b1100_0000, UInt8(Self.level), 0xff, 0xe1] + UInt16(sps.count).bigEndianBytes + sps
            + [1] + UInt16(pps.count).bigEndianBytes + pps
    }

    /// Level 2.1 allows 4 Mbit/s; five pictures of 32 kB a second need 1.3.
    private static let level = 21

    /// Puts a 3 between two zeros and a byte up to 3, §7.4.1.1.
    private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 16)
        var zeros = 0
        for byte in bytes {
            if zeros >= 2, byte <= 3 {
                result.append(3)
                zeros = 0
            }
            result.append(byte)
            zeros = byte == 0 ? zeros + 1 : 0
        }
        return result
    }

    /// Planes of a picture in YCbCr 4:2:0, limited range.
    struct Picture {
        let columns: Int
        var luma, blue, red: [UInt8]

        fileprivate func macroblock(_ column: Int, _ row: Int, into bits: inout BitWriter) {
            for line in 0..<16 {
                let start = (row * 16 + line) * columns + column * 16
                bits.append(luma[start..<start + 16])
            }
            for plane in [blue, red] {
                for line in 0..<8 {
                    let start = (row * 8 + line) * columns / 2 + column * 8
                    bits.append(plane[start..<start + 8])
                }
            }
        }
    }
}

/// Bits, highest first, with the codes of H.264 §9.1.
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var pending = 0
    private var free = 8

    mutating func put(_ value: Int, _ count: Int) {
        for bit in (0..<count).reversed() {
            free -= 1
            pending |= (value >> bit & 1) << free
            if free == 0 {
                bytes.append(UInt8(truncatingIfNeeded: pending))
                (pending, free) = (0, 8)
            }
        }
    }

    /// ue(v).
    mutating func exponential(_ value: Int) {
        let width = Int.bitWidth - (value + 1).leadingZeroBitCount
        put(0, width - 1)
        put(value + 1, width)
    }

    /// Zero bits up to the next byte.
    mutating func align() {
        if free < 8 { put(0, free) }
    }

    /// The bit that ends a payload, and zeros up to the byte.
    mutating func stop() {
        put(1, 1)
        align()
    }

    /// Whole bytes; the writer must be aligned.
    mutating func append(_ slice: ArraySlice<UInt8>) { bytes += slice }
}
