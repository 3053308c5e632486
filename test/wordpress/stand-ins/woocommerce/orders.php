<?php
defined( 'ABSPATH' ) || exit;

class WC_Order_Item_Product {
	private $line;
	public function __construct( $line ) {
		$this->line = $line;
	}
	public function get_product_id() {
		return $this->line['product_id'];
	}
	public function get_variation_id() {
		return $this->line['variation_id'];
	}
	public function get_name() {
		return $this->line['name'];
	}
	public function get_quantity() {
		return $this->line['quantity'];
	}
	public function get_total() {
		return (string) $this->line['total'];
	}
	public function get_total_tax() {
		return '0';
	}
}

/** An order, and with a parent a refund of one: what it says is in its post's meta. */
class WC_Order {
	protected $id;
	private $metas = array();
	public function __construct( $id ) {
		$this->id = (int) $id;
	}
	public function get_id() {
		return $this->id;
	}
	public function get_order_number() {
		return (string) $this->id;
	}
	public function get_items() {
		return array_map( fn( $line ) => new WC_Order_Item_Product( $line ), $this->data( 'lines' ) );
	}
	public function get_currency() {
		return $this->data( 'currency' );
	}
	public function get_total() {
		return (string) $this->data( 'total' );
	}
	public function get_total_tax() {
		return '3.19';
	}
	public function get_shipping_total() {
		return '4.90';
	}
	public function get_coupon_codes() {
		return array( 'autumn' );
	}
	public function get_amount() {
		return (string) $this->data( 'total' );
	}
	public function has_status( $statuses ) {
		return in_array( $this->data( 'status' ), (array) $statuses, true );
	}
	public function update_status( $after ) {
		$before = $this->data( 'status' );
		update_post_meta( $this->id, 'data', array( 'status' => $after ) + get_post_meta( $this->id, 'data', true ) );
		do_action( 'woocommerce_order_status_changed', $this->id, $before, $after, $this );
	}
	public function get_meta( $name ) {
		return $this->metas[ $name ] ?? get_post_meta( $this->id, $name, true );
	}
	public function update_meta_data( $name, $value ) {
		$this->metas[ $name ] = $value;
	}
	public function delete_meta_data( $name ) {
		unset( $this->metas[ $name ] );
		delete_post_meta( $this->id, $name );
	}
	public function save_meta_data() {
		foreach ( $this->metas as $name => $value ) {
			update_post_meta( $this->id, $name, $value );
		}
	}
	public function get_order_key() {
		return $this->data( 'key' );
	}
	public function get_checkout_order_received_url() {
		return home_url( "/checkout/order-received/{$this->id}/?key=" . $this->get_order_key() );
	}
	private function data( $field ) {
		return get_post_meta( $this->id, 'data', true )[ $field ];
	}
}

function wc_get_order( $id ) {
	return 'shop_order' === get_post_type( $id ) ? new WC_Order( $id ) : false;
}

/** What the visitor has typed at the checkout is in the order: a test looks for it everywhere else. */
function stand_in_order() {
	$lines = array();
	foreach ( WC()->cart->get_cart() as $line ) {
		$total   = $line['quantity'] * (float) $line['data']->get_price();
		$lines[] = array( 'name' => $line['data']->get_title(), 'total' => $total ) + array_diff_key( $line, array( 'data' => 1 ) );
	}
	return new WC_Order( stand_in_save( 0, $lines, array_sum( array_column( $lines, 'total' ) ) ) );
}

function stand_in_save( $parent, $lines, $total ) {
	$data = array( 'lines' => $lines, 'total' => $total, 'currency' => get_woocommerce_currency(), 'status' => 'processing', 'key' => 'wc_order_' . wp_generate_password( 8, false ) );
	return wp_insert_post( array(
		'post_type'   => 'shop_order',
		'post_status' => 'publish',
		'post_parent' => $parent,
		'meta_input'  => array( 'data' => $data, '_billing_email' => 'jane.doe@customer.example', '_billing_last_name' => 'Roe-Customer' ),
	) );
}

/** One piece of the first line is given back. */
function stand_in_refund( $order_id ) {
	$line = get_post_meta( $order_id, 'data', true )['lines'][0];
	$one  = $line['total'] / $line['quantity'];
	$id   = stand_in_save( $order_id, array( array( 'quantity' => -1, 'total' => -$one ) + $line ), $one );
	do_action( 'woocommerce_order_refunded', $order_id, $id );
	return $id;
}
